import { expect, test } from 'vitest';
import { guessMapping } from './guess-mapping.ts';
import { judgeRow } from './judge.ts';
import { layoutOf } from './layout.ts';
import { mappedJudge } from './map-rows.ts';
import type { Mapping } from './mapping.ts';

/**
 * Exports as systems write them, by hand: what it is, how its days and decimals are read, which column holds which field,
 * and the beginning of the file.
 */
const EXPORTS: readonly (readonly [system: string, said: string, fields: string, text: string])[] = [
  [
    'SAP VF05 billing documents, English',
    'order-lines mdy point',
    `order = Billing Doc.; customer = Sold-to pt; product = Material; day = Bill.Date;
quantity = Billed Qty; amount = Net value; country = Ctry; currency = Curr.`,
    `Billing Doc.|Bill.Date|Sold-to pt|Material|Billed Qty|SU|Net value|Curr.|Ctry
90001234|01/31/2025|0000100045|FG-100|1,200.000|PC|12,480.00|USD|US
90001234|01/31/2025|0000100045|FG-200|20.000|PC|310.50-|USD|US
90001235|02/03/2025|0000100077|FG-100|8.000|PC|99.20|USD|CA`,
  ],
  [
    'SAP SE16N VBRP/VBRK',
    'order-lines comma',
    `order = VBELN; customer = KUNAG; product = MATNR; day = FKDAT; quantity = FKIMG;
amount = NETWR; cost = WAVWR; country = LAND1; currency = WAERK`,
    `VBELN;FKDAT;KUNAG;MATNR;FKIMG;VRKME;NETWR;WAERK;WAVWR;LAND1
0090001234;20250131;0000100045;000000000000012345;12,000;ST;1.248,00;EUR;800,10;DE
0090001235;20250201;0000100046;000000000000012346;1,500;ST;48,00-;EUR;30,00-;AT`,
  ],
  [
    'SAP German list',
    'order-lines dmy comma',
    `order = Faktura; customer = Auftraggeber; product = Material; day = Fakturadatum;
quantity = Fakt. Menge; amount = Nettowert; currency = Währg`,
    `Faktura;Fakturadatum;Auftraggeber;Material;Fakt. Menge;Nettowert;Währg;Vertriebsweg
90001234;31.01.2025;100045;FG-100;12;1.248,00;EUR;10
90001235;01.02.2025;100046;FG-200;1;48,00;EUR;20`,
  ],
  [
    'Navision German',
    'order-lines dmy comma',
    `order = Belegnr.; customer = Verk. an Deb.-Nr.; product = Artikelnr.;
day = Buchungsdatum; quantity = Menge; amount = Zeilenbetrag; unit_price = VK-Preis;
discount = Zeilenrabattbetrag`,
    `Belegnr.;Verk. an Deb.-Nr.;Buchungsdatum;Artikelnr.;Beschreibung;Menge;VK-Preis;Zeilenrabattbetrag;Zeilenbetrag;Einstandspreis (MW)
RG25-0001;D10010;14.01.25;1000;Fahrrad;2;400,00;80,00;720,00;300,50
RG25-0002;D10020;15.01.25;1100;Vorderrad;10;12,50;0,00;125,00;8,00`,
  ],
  [
    'Business Central English',
    'order-lines mdy point',
    `order = Document No.; customer = Sell-to Customer No.; product = No.; day = Posting Date;
quantity = Quantity; amount = Line Amount Excl. VAT; unit_price = Unit Price Excl. VAT;
discount = Line Discount Amount`,
    `Document No.,Sell-to Customer No.,Sell-to Customer Name,No.,Description,Posting Date,Quantity,Unit of Measure Code,Unit Price Excl. VAT,Line Discount Amount,Line Amount Excl. VAT,Unit Cost (LCY)
103001,10000,Adatum Corporation,1896-S,ATHENS Desk,1/23/2025,2,PCS,"1,000.80",0,"2,001.60",780.7
103002,20000,Trey Research,1900-S,PARIS Chair,1/24/2025,4,PCS,192.80,0,771.20,150.3`,
  ],
  [
    'Sales report with channels of its own',
    'order-lines point',
    `order = Document no.; customer = Customer; product = Item; day = Posting date; quantity = Quantity; amount = Amount`,
    `Document no.;Order channel;Customer;Item;Posting date;Quantity;Amount
103001;Dealer;10000;1896-S;2025-01-23;2;2,001.60
103002;Field sales;20000;1900-S;2025-01-24;4;771.20`,
  ],
  [
    'Lexware / DATEV style German invoices',
    'order-lines dmy comma',
    `order = Rechnungsnummer; customer = Kundennummer; product = Artikelnummer;
day = Rechnungsdatum; quantity = Anzahl; amount = Gesamtpreis netto;
unit_price = Einzelpreis`,
    `Rechnungsnummer;Rechnungsdatum;Kundennummer;Firma;Artikelnummer;Artikelbezeichnung;Anzahl;Einzelpreis;Rabatt %;Gesamtpreis netto;MwSt
RE-1001;05.03.2025;10001;Müller & Söhne;4711;Schraube;100;0,12;0;12,00;2,28
RE-1001;05.03.2025;10001;Müller & Söhne;4712;Mutter;50;0,10;0;5,00;0,95
RE-1002;17.03.2025;10002;Bäcker Huber;4711;Schraube;1.000;0,11;5;104,50;19,86`,
  ],
  [
    'QuickBooks Online sales by customer detail',
    'order-lines mdy point',
    `order = Num; customer = Customer full name; product = Product/Service full name;
day = Transaction date; quantity = Quantity; amount = Amount; unit_price = Sales price`,
    `Customer full name,Transaction date,Transaction type,Num,Product/Service full name,Memo/Description,Quantity,Sales price,Amount,Balance
Amy's Bird Sanctuary,01/15/2025,Invoice,1001,Design:Pest Control,Pest control,3,35.00,105.00,105.00
Bill's Windsurf Shop,01/18/2025,Invoice,1027,Landscaping:Gardening,Weekly,2.5,35.00,87.50,192.50`,
  ],
  [
    'Xero invoice lines',
    'order-lines point',
    `order = InvoiceNumber; customer = ContactName; product = InventoryItemCode;
day = InvoiceDate; quantity = Quantity; amount = LineAmount; unit_price = UnitAmount;
discount = Discount; currency = Currency`,
    `ContactName,EmailAddress,InvoiceNumber,InvoiceDate,DueDate,Total,InventoryItemCode,Description,Quantity,UnitAmount,Discount,LineAmount,AccountCode,TaxType,Currency
Marine Systems,,INV-0027,13 Jan 2025,23 Jan 2025,396.00,PMBr,Project management,3.0000,120.00,,360.00,200,20% (VAT on Income),GBP
Bayside Club,,INV-0028,14 Jan 2025,24 Jan 2025,234.00,GB1-White,Golf balls,10.0000,21.27,,212.70,200,20% (VAT on Income),GBP`,
  ],
  [
    'Shopify orders',
    'order-lines point',
    `order = Name; product = Lineitem sku; day = Created at; quantity = Lineitem quantity;
unit_price = Lineitem price; country = Shipping Country; currency = Currency`,
    `Name,Email,Paid at,Created at,Currency,Subtotal,Shipping,Taxes,Total,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Shipping Country
#1001,a@example.com,2025-01-10 10:00:00 +0100,2025-01-10 09:59:00 +0100,EUR,40.00,5.00,7.18,45.00,2,Mug,20.00,MUG-1,DE
#1002,b@example.com,2025-01-11 12:00:00 +0100,2025-01-11 11:59:00 +0100,EUR,15.00,5.00,3.19,20.00,1,Cap,15.00,CAP-1,AT`,
  ],
  [
    'Sage 100 French',
    'order-lines dmy comma',
    `order = N° pièce; customer = Code client; product = Référence article; day = Date pièce;
quantity = Qté; amount = Montant HT; unit_price = PU HT; discount = Remise`,
    `N° pièce;Date pièce;Code client;Intitulé client;Référence article;Désignation;Qté;PU HT;Remise;Montant HT;Prix de revient
FA00012;31/01/2025;CARAT;Carat S.A.;BAOR01;Bague Or;2,00;1 250,00;0,00;2 500,00;900,00
FA00013;03/02/2025;CISEL;Ciselure;CHORF;Chaîne Or;1,00;380,50;0,00;380,50;210,00`,
  ],
  [
    'Odoo French',
    'order-lines point',
    `order = Référence de commande; customer = Client; product = Article;
day = Date de facturation; quantity = Quantité; amount = Total HT;
unit_price = Prix unitaire; currency = Devise`,
    `Référence de commande,Client,Article,Date de facturation,Quantité,Prix unitaire,Total HT,Devise
S00021,"Azure Interior",FURN_8888,2025-01-31,5.0,70.00,350.00,EUR
S00022,"Deco Addict",FURN_9999,2025-02-03,1.0,120.50,120.50,EUR`,
  ],
  [
    'Holded Spanish',
    'order-lines dmy comma',
    `order = Nº factura; customer = Cód. cliente; product = Referencia; day = Fecha factura;
quantity = Cantidad; amount = Base imponible; unit_price = Precio unitario;
country = País; currency = Divisa`,
    `Nº factura;Fecha factura;Cód. cliente;Nombre cliente;Referencia;Descripción;Cantidad;Precio unitario;Dto. %;Base imponible;Divisa;País
F250001;31/01/2025;430001;Talleres López;REF-1;Tornillo M8;1.000;0,12;0;120,00;EUR;España
F250002;02/02/2025;430002;Muebles Sur;REF-2;Tuerca M8;500;0,08;0;40,00;EUR;Portugal`,
  ],
  [
    'Zucchetti Italian',
    'order-lines dmy comma',
    `order = N. documento; customer = Cod. cliente; product = Cod. articolo;
day = Data documento; quantity = Q.tà; amount = Imponibile; unit_price = Prezzo unitario;
discount = Sconto; country = Nazione; currency = Valuta`,
    `N. documento;Data documento;Cod. cliente;Ragione sociale;Cod. articolo;Descrizione;Q.tà;U.M.;Prezzo unitario;Sconto;Imponibile;Valuta;Nazione
120;31/01/2025;C001;Rossi S.p.A.;ART-1;Vite;1.500,00;PZ;0,12;0,00;180,00;EUR;IT
121;03/02/2025;C002;Bianchi S.r.l.;ART-2;Dado;200,00;PZ;0,08;0,00;16,00;EUR;IT`,
  ],
  [
    'Exact Online Dutch',
    'order-lines dmy comma',
    `order = Factuurnummer; customer = Debiteurnr.; product = Artikelcode; day = Factuurdatum;
quantity = Aantal; amount = Nettobedrag; unit_price = Stuksprijs; country = Landcode`,
    `Factuurnummer;Factuurdatum;Debiteurnr.;Debiteurnaam;Artikelcode;Omschrijving;Aantal;Stuksprijs;Nettobedrag;Kostprijs;Landcode
25700001;31-01-2025;10012;Jansen B.V.;ART100;Schroef;100;€ 0,12;€ 12,00;€ 7,00;NL
25700002;03-02-2025;10013;De Vries;ART200;Moer;1.000;€ 0,10;€ 100,00;€ 60,00;BE`,
  ],
  [
    'Customers, SAP',
    'customers',
    `customer = KUNNR; name = NAME1; segment = KDGRP; country = LAND1; since = ERDAT`,
    `KUNNR;NAME1;LAND1;KDGRP;ERDAT
0000100045;Aldermoor Pumps;DE;01;20190102
0000100046;Bexholm Retail;DK;02;20210517`,
  ],
  [
    'Customers, German',
    'customers dmy',
    `customer = Debitorennr.; name = Name; segment = Kundengruppe; country = Land;
parent = Konzern; since = Kunde seit; owner = Betreuer`,
    `Debitorennr.;Name;Kundengruppe;Land;Konzern;Kunde seit;Betreuer
D10010;Aldermoor;OEM;Deutschland;;01.02.2019;Meier
D10020;Bexholm;Handel;Dänemark;D10010;15.03.2020;Schulz`,
  ],
  [
    'Products, French',
    'products comma',
    `product = Référence article; name = Désignation; unit = Unité;
unit_cost = Prix de revient; list_price = Prix de vente`,
    `Référence article;Désignation;Unité;Prix de revient;Prix de vente
BAOR01;Bague Or;PIE;450,00;625,00
CHORF;Chaîne Or;PIE;210,50;380,00`,
  ],
  [
    'Products, German',
    'products comma',
    `product = Artikelnummer; name = Bezeichnung; unit = ME; unit_cost = EK-Preis;
list_price = VK-Preis`,
    `Artikelnummer;Bezeichnung;ME;EK-Preis;VK-Preis
4711;Schraube;Stk;0,05;0,12
4712;Mutter;Stk;0,03;0,10`,
  ],
  [
    'Returns, German',
    'returns dmy comma',
    `return = Gutschriftsnr.; customer = Kunden-Nr.; product = Artikel-Nr.; day = Datum;
quantity = Menge; amount = Betrag netto, negated; reason = Grund`,
    `Gutschriftsnr.;Datum;Kunden-Nr.;Artikel-Nr.;Menge;Betrag netto;Grund
GS1;31.01.2025;K1;P1;2;-24,00;defekt
GS2;01.02.2025;K2;P2;1;-5,50;falsch geliefert`,
  ],
  [
    'Cost centres, SAP German',
    'ledger comma',
    `month = Geschäftsjahr + Periode; pool = Kostenstelle; amount = Istkosten;
account = Kostenart`,
    `Kostenstelle;Kostenart;Geschäftsjahr;Periode;Istkosten
6110;400000;2025;001;4.200,00
6810;410000;2025;002;110,50`,
  ],
  [
    'Cost centres, French',
    'ledger comma',
    `month = Mois; pool = Centre de coûts; amount = Montant; account = Compte`,
    `Centre de coûts;Mois;Compte;Montant
6110;01/2025;641;4 200,00
6810;02/2025;624;110,50`,
  ],
  [
    'Activities, Italian',
    'activities dmy comma',
    `activity = Tipo attività; customer = Cliente; day = Data; minutes = Durata min;
money = Costo trasporto`,
    `Tipo attività;Cliente;Data;Durata min;Costo trasporto
visita;C001;31/01/2025;45;0,00
consegna;C002;13/02/2025;;42,50`,
  ],
  [
    'Deliveries, German',
    'deliveries dmy',
    `delivery = Lieferschein; order = Auftragsnr.; customer = Kundennr.; product = Artikel; quantity = Menge;
requested = Wunschtermin; promised = Liefertermin; actual = Lieferdatum`,
    `Lieferschein;Auftragsnr.;Kundennr.;Artikel;Menge;Wunschtermin;Liefertermin;Lieferdatum
L1;A1;K1;P1;5;30.01.2025;31.01.2025;03.02.2025`,
  ],
  [
    'Payments, Italian',
    'payments dmy comma',
    `payment = Pagamento; invoice = N. fattura; customer = Cod. cliente; due = Scadenza; paid = Data pagamento;
amount = Importo`,
    `Pagamento;N. fattura;Cod. cliente;Scadenza;Data pagamento;Importo
P1;F1;C1;31/01/2025;03/02/2025;100,50`,
  ],
  [
    'Exchange rates, German',
    'exchange-rates dmy comma',
    `currency = Währung; day = Datum; rate = Kurs`,
    `Währung;Datum;Kurs
CHF;31.01.2025;1,0612
SEK;31.01.2025;0,0871`,
  ],
];

test.each(EXPORTS)('%s', (_system, said, fields, text) => {
  const [headings = [], ...rows] = text.split('\n').map(cellsOf);
  const currency = text.includes('USD') ? 'USD' : text.includes('GBP') ? 'GBP' : 'EUR';
  const guess = guessMapping({ headings, rows, currency });
  const mapping = guess?.mapping as Mapping;
  expect([mapping.kind, mapping.days, mapping.decimal].filter(Boolean).join(' ')).toBe(said);
  expect(guess).toMatchObject({ questions: [], missing: [] });
  expect(guess?.confidence).toBeGreaterThan(0.85);
  expect(listed(mapping)).toEqual(fields.split(/;\s/));
  const { fields: inOrder } = layoutOf(mapping.kind);
  const judge = mappedJudge(mapping, headings, {
    currency,
    judge: cells => judgeRow(inOrder, cells, currency),
  });
  for (const row of rows) expect(judge(row), row.join('|')).toHaveProperty('cells');
});

/** By the delimiter that the heading line has most of. */
function cellsOf(line: string): string[] {
  const delimiter = ['|', ';', ','].find(sign => line.includes(sign)) ?? ',';
  return [...line.matchAll(new RegExp(`(?:^|[${delimiter}])(?:"([^"]*)"|([^${delimiter}]*))`, 'g'))].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
}

function listed({ fields }: Mapping): string[] {
  return Object.entries(fields).map(
    ([name, { columns = [], negate }]) => `${name} = ${columns.join(' + ')}${negate ? ', negated' : ''}`,
  );
}
