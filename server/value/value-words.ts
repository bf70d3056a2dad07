/** The formula of a customer's value, for a reader who wants to check it. */
export const FORMULA =
  'Value = sum over the months of the horizon of purchases expected in the month × (amount × margin rate − cost to serve of a purchase) ÷ (1 + yearly rate)^(month ÷ 12)';

/** What the figures rest on and no fact tells. */
export const ASSUMPTIONS = [
  'A purchase is a day on which a customer bought; several orders of a day are one, and returns of the day are taken off it.',
  'Customers go on as they were: prices, margins and cost to serve of a purchase stay what they are, and no season is in the figures.',
  'Money of a month comes at its end. The past is no part of the value, nor is what it cost to win the customer.',
  'Margin is what is left of net revenue after product cost, drawn towards that of all customers the more, the fewer purchases there are.',
  'Cost to serve of a purchase is the customer’s own, drawn towards that of all as if three purchases more had cost so much.',
  'The range of a customer covers chance, its unknown habits and the unknown parameters of the model; that of all customers covers how far off the test was, too.',
];
