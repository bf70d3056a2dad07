import { expect, test } from 'vitest';
import { links, paths, readSearch, searchText } from './links.ts';

test('all paths of the web', () => {
  expect({
    paths,
    portfolio: links.portfolio(),
    filtered: links.portfolio({
      period: '2025-Q3',
      sign: 'loss',
      search: 'pump & valve',
      country: undefined,
    }),
    customer: links.customer('cus_1/2', { explain: ['customer/cus_1/profit', 'customer/cus_1/revenue'] }),
    intake: links.intake(),
  }).toMatchInlineSnapshot(`
    {
      "customer": "/customers/cus_1%2F2?explain=customer/cus_1/profit&explain=customer/cus_1/revenue",
      "filtered": "/?period=2025-Q3&sign=loss&search=pump%20%26%20valve",
      "intake": "/intake",
      "paths": {
        "account": "/account",
        "company": "/company",
        "customer": "/customers/$id",
        "customerValue": "/customers/$id/value",
        "expedites": "/expedites",
        "file": "/intake/files/$id",
        "intake": "/intake",
        "lineage": "/intake/lineage",
        "log": "/log",
        "model": "/model",
        "myWalls": "/walls/mine",
        "people": "/people",
        "portfolio": "/",
        "products": "/products",
        "provider": "/sign-in/provider",
        "scenarios": "/scenarios",
        "signIn": "/sign-in",
        "statement": "/customers/$id/statement",
        "value": "/value",
        "walls": "/walls",
        "welcome": "/welcome",
      },
      "portfolio": "/",
    }
  `);
});

test('what is written into an address is read from it again', () => {
  const search = { period: '2025', explain: ['portfolio/profit', 'pool/desk & door'], search: '50 % off?' };
  expect(readSearch(searchText(search))).toEqual(search);
});
