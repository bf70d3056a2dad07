import { FIELD_WORDS, type FieldWords } from './heading-words.ts';
import type { FactKind } from './layout.ts';

/** Fields that a heading means in one kind of file only, or other than elsewhere. */
const BY_KIND: Readonly<Partial<Record<FactKind, Readonly<Record<string, FieldWords>>>>> = {
  customers: {
    customer: {
      sure: FIELD_WORDS.customer?.sure ?? '',
      maybe: 'no; account no; partner no; relatie no; compte no; tiers no; konto; account id',
    },
    name: {
      sure: `name; name 1; name1; customer name; customer full name; company; company name; display name; full name; firma; firmenname;
        firmenbezeichnung; kundenname; kunden name; nom; nom client; raison sociale; intitule; nombre; razon social; nombre fiscal;
        nombre cliente; ragione sociale; denominazione; naam; bedrijfsnaam; klantnaam; search name; suchname`,
      maybe: 'bezeichnung; description; matchcode',
    },
    segment: {
      sure: `segment; customer group; customer segment; industry; customer class; customer type; kundengruppe; kundengruppe no; branche; kundenklasse;
        kdgrp; kukla; brsch; secteur; secteur activite; segment client; groupe client; categorie client; sector; grupo cliente;
        segmento; categoria cliente; settore; gruppo cliente; klantgroep; klantsegment; market segment; customer posting group`,
      maybe: 'category; class; kategorie; categorie; categoria; abc; famille; group; gruppe; market; type',
    },
    parent: {
      sure: `parent; parent customer; parent no; parent account; parent company; head office; konzern; konzern no; konzernzentrale; zentrale;
        muttergesellschaft; ubergeordneter kunde; maison mere; groupe; matriz; empresa matriz; capogruppo; moederbedrijf; hoofdkantoor;
        bill to customer no`,
    },
    since: {
      sure: `since; customer since; kunde seit; client depuis; cliente desde; cliente dal; klant sinds; fecha alta; creation date; created on; created;
        anlagedatum; angelegt am; erdat; date creation; data creazione; aangemaakt op; created at; creation date`,
      maybe: 'start date; first order date; first invoice; seit; date; datum; alta',
    },
    owner: {
      sure: `owner; account manager; account owner; sales rep; sales representative; sales person; salesperson; salesperson no; key account manager; kam;
        betreuer; kundenbetreuer; vertreter; verkaufer; verkaufer no; aussendienst; commercial; representant; vendedor; comercial;
        agente; venditore; vertegenwoordiger; accountmanager; rep; vertriebsmitarbeiter`,
      maybe: 'agent; manager; vkgrp; responsable; responsabile',
    },
    country: {
      sure: FIELD_WORDS.country?.sure ?? '',
      maybe: 'billing country; bill to country; lkz; country key',
    },
  },
  products: {
    name: {
      sure: `name; product name; item name; description; item description; product description; material description; bezeichnung; artikelbezeichnung;
        artikeltext; artikelname; kurztext; maktx; designation; libelle; descripcion; denominacion; descrizione; omschrijving; title;
        artikelomschrijving; nom; nom produit; nombre; materialkurztext; beschreibung; description 1; bezeichnung 1`,
      maybe: 'text; denominazione; naam',
    },
    kind: {
      sure: 'kind; product kind; item type; product type; artikelart; type; type article; tipo; mtart; soort',
    },
    stage: { sure: 'stage; stage of completion; fertigungsstufe; stade; fase; stadium' },
    group: {
      sure: `product group; item group; material group; product family; product line; warengruppe; artikelgruppe; produktgruppe;
        matkl; famille produit; familia producto; gruppo merceologico; artikelgroep; productgroep`,
      maybe: 'group; gruppe; family; famille; familia; famiglia; groep',
    },
    unit: {
      sure: `unit; unit of measure; unit measure; uom; base unit; base unit measure; base unit of measure; einheit; mengeneinheit; me; basiseinheit; basismengeneinheit; meins; vrkme;
        unite; unidad; unidad medida; unita misura; um; u m; eenheid; base uom; sales unit; unite vente; verkaufseinheit`,
    },
    unit_cost: {
      sure: `unit cost; standard cost; cost; cost price; cost per unit; ek preis; ek; einstandspreis; einkaufspreis; herstellkosten; standardpreis;
        stprs; verpr; cout unitaire; cout; prix revient; prix de revient; prix achat; coste unitario; coste; precio coste; costo unitario; costo; costo standard;
        prezzo acquisto; kostprijs; inkoopprijs; verrechnungspreis; selbstkosten; average cost; purchase price; last direct cost`,
    },
    list_price: {
      sure: `list price; price; unit price; sales price; listenpreis; vk preis; verkaufspreis; prix catalogue; prix tarif; tarif; prix vente; pvp;
        precio tarifa; precio venta; precio; prezzo listino; listino; prezzo; adviesprijs; verkoopprijs; lijstprijs; catalogusprijs; prijs; preis; prix`,
      maybe: 'bruttopreis; vk; msrp; rrp',
    },
  },
  returns: {
    day: {
      sure: `${FIELD_WORDS.day?.sure ?? ''}; credit date; return date; gutschriftsdatum; retourendatum; date avoir; date retour; fecha abono;
        fecha devolucion; data reso; retourdatum; creditdatum`,
      maybe: FIELD_WORDS.day?.maybe ?? '',
    },
    quantity: {
      sure: `${FIELD_WORDS.quantity?.sure ?? ''}; return quantity; returned quantity; return qty receipt; retourmenge; ruckmenge; retourenmenge;
        quantite retournee; qte retournee; cantidad devuelta; quantita resa; aantal retour; returned qty`,
      maybe: FIELD_WORDS.quantity?.maybe ?? '',
    },
    amount: {
      sure: `${FIELD_WORDS.amount?.sure ?? ''}; credit amount; credited amount; gutschriftsbetrag; gutschriftbetrag; montant avoir; importe abono;
        importo credito; creditbedrag; refund amount`,
      maybe: FIELD_WORDS.amount?.maybe ?? '',
    },
    order: {
      sure: FIELD_WORDS.order?.sure ?? '',
      maybe:
        'original order; original invoice no; applies to doc no; ursprungsauftrag; rechnungs no; invoice no; facture no; factura no; fattura no; factuur no; zu rechnung',
    },
  },
  ledger: {
    amount: {
      sure: `${FIELD_WORDS.amount?.sure ?? ''}; saldo; balance; actual cost; ist kosten; istkosten; ist; cost; kosten; cout; couts; coste; costo; solde; wkgbtr; net change`,
      maybe:
        'debit; soll; debe; dare; actual; total; dmbtr; hsl; umsatz ohne soll haben kz; wert; value; lastschrift',
    },
  },
};

/** The words for a field in a kind of file. */
export function wordsFor(kind: FactKind, field: string): FieldWords | undefined {
  return BY_KIND[kind]?.[field] ?? FIELD_WORDS[field];
}
