/**
 * How exports of business systems head their columns, in English, German, French, Spanish, Italian and Dutch, and the
 * technical names of SAP. By the field that a heading means: phrases that say it (`sure`), and those that may (`maybe`).
 * Written without accents; `no` stands for number, nr., code, id and their like.
 */
export interface FieldWords {
  readonly sure: string;
  readonly maybe?: string;
}

const CUSTOMER: FieldWords = {
  sure: `customer no; customer; client no; client; sold to party; sold to pt; sold to; sell to customer no; bill to customer no; kunde; kunden no;
    kd no; kunden konto; debitor; debitor no; debitoren no; debitoren konto; verk an deb no; rech an deb no; auftraggeber; kunnr;
    kunag; cliente; cliente no; klant; klant no; debiteur; debiteur no; afnemer; compte client; codcli; customer account`,
  maybe: `customer full name; customer name; contact name; partner; account no; ship to party; kundenname; kunden name;
    nom client; nombre cliente; ragione sociale; razon social; raison sociale; klantnaam; kunwe; kunrg; compte tiers; tiers no;
    relatie no; warenempfanger; matchcode; rech an name; sell to customer name; payer; kontonummer`,
};

const PRODUCT: FieldWords = {
  sure: `product no; product; item no; item; article no; article; material no; material; sku; lineitem sku; stock no; part no; matnr;
    artikel; artikel no; art no; mat no; produkt; produkt no; sachnummer; teile no; reference article; ref article; ref produit;
    produit; produit no; articulo; articulo no; producto; producto no; ref articulo; articolo; articolo no; prodotto; prodotto no;
    inventory item no; product service; artno; codart; product variant`,
  maybe: `product service full name; item name; product name; lineitem name; reference; referencia; ref; artikelbezeichnung;
    warengruppe no; ean; gtin; no`,
};

const ORDER: FieldWords = {
  sure: `order no; order; sales order; sales order no; order reference; auftrag; auftrags no; bestell no; bestellung; aubel;
    commande; commande no; pedido; pedido no; ordine; ordine no; bestelling; bestel no; verkooporder; verkooporder no;
    kundenauftrag; sales document; ventas no`,
  maybe: `invoice no; invoice; document no; beleg no; beleg; belegfeld 1; rechnungs no; rechnung; vbeln; facture no; facture;
    piece no; piece; document; factura; factura no; documento no; documento; fattura; fattura no; factuur; factuur no; doc no;
    billing document; billing document no; billing doc; bill doc; faktura; voucher no; albaran; albaran no; ddt; bon no; transaction no; receipt no;
    name; no; n doc; numdoc; source document`,
};

const DAY: FieldWords = {
  sure: `invoice date; billing date; bill date; posting date; document date; date; day; transaction date; rechnungsdatum; belegdatum;
    buchungsdatum; fakturadatum; datum; fkdat; date facture; date facturation; date piece; date document; fecha; fecha factura;
    fecha documento; data; data fattura; data documento; factuurdatum; boekdatum; boekingsdatum; documentdatum; rechnung datum;
    beleg datum; sales date; datdoc`,
  maybe: `order date; created at; created on; created; auftragsdatum; bestelldatum; date commande; fecha pedido; data ordine;
    orderdatum; besteldatum; budat; bldat; audat; erdat; ship date; valuta datum; tag; jour; dia; giorno; dag; leistungsdatum;
    date vente; verkaufsdatum`,
};

const QUANTITY: FieldWords = {
  sure: `quantity; qty; quantity sold; invoiced quantity; invoiced qty; billed quantity; sales quantity; lineitem quantity; units sold;
    menge; stuckzahl; anzahl; fakturierte menge; fakt menge; billed qty; rechnungsmenge; absatzmenge; fkimg; quantite; qte; quantite facturee; qte facturee;
    cantidad; cant; unidades; quantita; qta; q ta; aantal; hoeveelheid; uds; qty invoiced; faktur menge; product uom qty`,
  maybe: `order quantity; ordered quantity; ordered qty; order qty; shipped quantity; shipped qty; delivered quantity; units; pieces;
    liefermenge; auftragsmenge; bestellmenge; stuck; kwmeng; lfimg; quantite commandee; quantite livree; unites; pezzi; stuks`,
};

const AMOUNT: FieldWords = {
  sure: `amount; net amount; line amount; line amount excl vat; net value; net sales; sales amount; amount excl vat; untaxed amount;
    untaxed total; price subtotal; net total; nettobetrag; nettowert; netto wert; nettoumsatz; umsatz; umsatz netto; betrag;
    betrag netto; zeilenbetrag; positionsbetrag; positionswert; warenwert; gesamt netto; gesamtpreis netto; netto gesamt; gesamtbetrag netto; netwr; montant; montant ht; total ht;
    montant net; montant net ht; montant ligne; importe; importe neto; base imponible; total linea; importe linea; neto linea;
    importo; importo netto; imponibile; importo riga; totale riga; netto riga; bedrag; nettobedrag; bedrag excl btw; regelbedrag;
    totaal excl btw; ca ht; chiffre affaires`,
  maybe: `line total; position total; revenue; turnover; sales; extended price; extended amount; gesamtpreis; gesamtbetrag; netto;
    rechnungsbetrag; dmbtr; wrbtr; umsatz ohne soll haben kz; erlos; ca; neto; valore; ricavo; fatturato;
    omzet; value; wert; erlose; hsl; gp; ventes; ventas`,
};

const COST_OF_LINE: FieldWords = {
  sure: `cost; cost amount; total cost; line cost; cogs; cost of goods sold; cost of sales; einstandswert; wareneinsatz; wavwr;
    herstellkosten; selbstkosten; cout total; cout; coste; coste total; costo; costo totale; kostwaarde; inkoopwaarde; kosten;
    cost amount actual; total unit cost`,
  maybe: 'ek wert; warenkosten; valeur achat; valor coste',
};

const COUNTRY: FieldWords = {
  sure: `country; country no; country region; country region no; ship to country; ship to country no; ship to country region no;
    shipping country; delivery country; ctry; land; lieferland; land no; lander no; landerkennzeichen; land1; empfangsland; pays;
    pays livraison; pays no; pais; pais no; paese; paese no; nazione; nazione no; landschlussel; destination country; country key`,
  maybe: `billing country; region; lkz; destination`,
};

const CURRENCY: FieldWords = {
  sure: `currency; currency no; wahrung; wahrg; wahrungs no; wkz; wkz umsatz; waerk; waers; wahrungsschlussel; devise; devise no; monnaie;
    moneda; moneda no; divisa; divisa no; valuta; valuta no; munteenheid; curr; ccy; iso currency; document currency; transaction currency`,
};

const CAUSE: FieldWords = {
  sure: 'cause; caused by; verursacher; verursacht durch; origine erreur; causante; causa; veroorzaker',
};

/** What a heading means in every kind that has the field, unless the kind says otherwise. */
export const FIELD_WORDS: Readonly<Record<string, FieldWords>> = {
  customer: CUSTOMER,
  product: PRODUCT,
  order: ORDER,
  day: DAY,
  quantity: QUANTITY,
  amount: AMOUNT,
  unit_price: {
    sure: `unit price; price; net price; sales price; selling price; unit selling price; unit price excl vat; price each; lineitem price;
      unit amount; vk preis; vk; verkaufspreis; einzelpreis; stuckpreis; preis; nettopreis; e preis; netpr; prix unitaire; prix; pu;
      pu ht; prix unitaire ht; prix net; prix vente; precio; precio unitario; precio venta; precio neto; prezzo; prezzo unitario;
      prezzo netto; prijs; stuksprijs; stukprijs; eenheidsprijs; verkoopprijs; price unit; nettoprijs; vk preis netto`,
    maybe: 'rate; ep; p u; sales rate; preis pro einheit; precio ud',
  },
  list_amount: {
    sure: 'list amount; list value; amount at list price; listenwert; listenbetrag; montant tarif; importe tarifa; importo listino',
    maybe: 'gross sales; gross value; bruttowert; montant brut ht',
  },
  discount: {
    sure: `discount; discount amount; line discount amount; rabatt; rabattbetrag; zeilenrabattbetrag; zeilenrabatt; nachlass; remise;
      montant remise; descuento; importe descuento; dto; sconto; importo sconto; korting; kortingsbedrag; regelkorting; kzwi2`,
    maybe: 'skonto; abzug; escompte; lineitem discount',
  },
  rebate: {
    sure: 'rebate; rebate amount; ruckvergutung; umsatzbonus; ristourne; rappel; bonus; jaarbonus; premio fine anno',
  },
  cost: COST_OF_LINE,
  country: COUNTRY,
  channel: {
    sure: `channel; order channel; sales channel; order source; vertriebsweg; bestellweg; auftragskanal; kanal; canal; canal vente;
      canal venta; canale; canale vendita; kanaal; verkoopkanaal; bestelkanaal; vtweg; order entry; auftragseingang`,
    maybe:
      'source; origin; herkunft; origine; origen; herkomst; bestellart; auftragsart; order type; auart; entry',
  },
  currency: CURRENCY,
  cause: CAUSE,
  return: {
    sure: `return no; return; return order no; credit memo no; credit memo; credit note no; credit note; credit no; rma; rma no; gutschrift;
      gutschrift no; gutschrifts no; retoure; retouren no; retoure no; reklamations no; storno no; avoir; avoir no; retour; retour no;
      abono; abono no; nota credito; nota credito no; devolucion; devolucion no; reso; reso no; creditnota; creditnota no; credit nota`,
    maybe: 'refund no; refund; document no; beleg no; vbeln; documento no',
  },
  reason: {
    sure: `reason; return reason; reason no; grund; retourengrund; reklamationsgrund; ruckgabegrund; augru; motif; motif retour; motivo;
      motivo reso; motivo devolucion; reden; retourreden; reason for return`,
    maybe: 'causale; bemerkung; comment',
  },
  activity: {
    sure: `activity; activity type; activity kind; event; event type; tatigkeit; aktivitat; vorgang; vorgangsart; aktivitatsart; activite;
      type activite; actividad; tipo actividad; attivita; tipo attivita; activiteit; soort activiteit; ticket type; case type`,
    maybe: 'type; kind; art; tipo; soort; category; kategorie; subject; betreff',
  },
  count: {
    sure: 'count; times; number of events; anzahl; nombre; aantal; cantidad; quantita; quantity; qty',
    maybe: 'menge',
  },
  minutes: {
    sure: `minutes; duration minutes; duration min; min; minuten; dauer min; dauer minuten; duree min; duree minutes; minutos; minuti; durata min; duracion min; duur min;
      minutes spent; time min; zeit min`,
    maybe: 'duration; dauer; duree; duracion; durata; duur; time spent; zeit; aufwand',
  },
  money: {
    sure: `money; freight; freight cost; freight amount; carriage; frachtkosten; fracht; kosten; cost; frais; frais port; cout; coste; portes;
      costo; spese; trasporto; vracht; vrachtkosten; amount; betrag; montant; importe; importo; bedrag`,
  },
  flag: { sure: 'flag; circumstance; merkmal; kennzeichen; indicateur; indicador; indicatore; kenmerk' },
  month: {
    sure: `month; period; posting period; fiscal period; monat; periode; buchungsperiode; buchungsmonat; mois; mes; mese; maand; perio;
      poper; monat jahr; year month; periodo; mois comptable; boekperiode`,
    maybe: 'date; posting date; belegdatum; buchungsdatum; datum; fecha; data; budat; boekdatum',
  },
  pool: {
    sure: `pool; cost pool; cost center; cost centre; cost center no; kostenstelle; kostenstelle no; kostenstellen no; kst; kost1 kostenstelle; kost1; kostl;
      centre cout; centre couts; centre de cout; section analytique; centro coste; centro costes; centro costo; centro di costo;
      kostenplaats; kostenplaats no; department; abteilung`,
    maybe: 'departement; reparto; afdeling; departamento; division; section; service',
  },
  capacity_minutes: {
    sure: 'capacity minutes; capacity in minutes; capacity; practical capacity; kapazitat; kapazitat minuten; capacite; capacidad; capacita; capaciteit',
  },
  account: {
    sure: `account; account no; gl account; g l account; konto; sachkonto; kostenart; kstar; saknr; hkont; compte; compte no; cuenta;
      cuenta contable; conto; conto no; grootboekrekening; rekening; ledger account; gegenkonto`,
  },
  delivery: {
    sure: `delivery no; delivery; delivery note; delivery note no; shipment no; shipment; lieferschein; lieferschein no; lieferung; liefer no;
      lieferungs no; bon livraison; livraison no; livraison; albaran; albaran no; entrega; entrega no; ddt; ddt no; consegna; bolla; pakbon;
      pakbon no; levering; levering no; zending; packing slip`,
    maybe: 'document no; beleg no; vbeln; transport no; documento no; no',
  },
  requested: {
    sure: `requested; requested date; requested delivery date; customer requested date; wunschtermin; wunschlieferdatum; wunschdatum; vdatu; date souhaitee;
      date demandee; date livraison souhaitee; fecha solicitada; fecha deseada; data richiesta; gewenste datum; gewenste leverdatum; requested ship date`,
  },
  promised: {
    sure: `promised; promised date; promised delivery date; confirmed date; confirmed delivery date; committed date; zugesagt; zusagetermin; bestatigter termin;
      liefertermin; bestatigtes lieferdatum; edatu; lfdat; date promise; date promise livraison; date confirmee; fecha prometida; fecha confirmada; fecha compromiso;
      data promessa; data confermata; beloofde datum; toegezegde datum; bevestigde datum; planned delivery date; due date; scheduled date`,
    maybe: 'planned date; plandatum; termin; fallig am; date prevue; fecha prevista; data prevista',
  },
  actual: {
    sure: `actual; actual date; actual delivery date; delivery date; delivered; delivered on; delivered date; ship date; shipment date; shipped date; lieferdatum; geliefert;
      geliefert am; istdatum; wadat ist; wadat; warenausgangsdatum; date livraison; date livree; date expedition; fecha entrega; fecha envio; data consegna; data spedizione;
      leverdatum; geleverd op; verzenddatum; goods issue date`,
    maybe: 'date; datum; fecha; data; posting date; buchungsdatum',
  },
  payment: {
    sure: `payment no; payment; receipt no; receipt; zahlung; zahlungs no; zahlung no; zahlungseingang; paiement; paiement no; reglement; reglement no; pago; pago no; cobro;
      cobro no; pagamento; pagamento no; incasso; betaling; betaling no; payment reference; open item; open item no; posten no; offener posten`,
    maybe:
      'entry no; lfd no; document no; beleg no; belegfeld 1; transaction no; documento no; piece no; boekstuk no; no',
  },
  invoice: {
    sure: `invoice no; invoice; rechnung; rechnungs no; facture; facture no; factura; factura no; fattura; fattura no; factuur; factuur no; applies to; applies to doc no;
      bill no; zu rechnung`,
    maybe: 'order no; auftrags no; document no; beleg no; belegfeld 1; reference; referenz',
  },
  due: {
    sure: `due; due date; due on; fallig; fallig am; falligkeit; falligkeitsdatum; falligkeitstermin; net due date; nettofalligkeit; netdt; echeance; date echeance; vencimiento;
      fecha vencimiento; scadenza; data scadenza; vervaldatum; vervaldag`,
  },
  paid: {
    sure: `paid; paid on; payment date; date paid; receipt date; settlement date; clearing date; bezahlt am; bezahlt; zahlungsdatum; zahldatum; augdt; ausgleichsdatum;
      date paiement; date reglement; paye le; fecha pago; fecha cobro; data pagamento; data incasso; pagato il; betaaldatum; betaald op; betalingsdatum`,
    maybe: 'posting date; date; datum; buchungsdatum; valuta; wertstellung',
  },
  rate: {
    sure: `rate; exchange rate; kurs; wechselkurs; umrechnungskurs; devisenkurs; taux; taux change; cours; tipo cambio; tasa cambio; tasso cambio; cambio; tasso;
      wisselkoers; koers; ukurs; obs value; mid rate; closing rate; fx rate`,
    maybe: 'value; wert; valeur; valor; valore; waarde',
  },
  name: {
    sure: `name; name 1; name1; full name; display name`,
  },
};
