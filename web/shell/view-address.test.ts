import { expect, test } from 'vitest';
import { VIEWED_PAGES, viewedPage } from '../../contract/views.ts';
import { paths } from '../links.ts';
import { openedAddress, sameView } from './view-address.ts';

test.each([
  ['/?sign=loss&period=2025', '/?period=2025&sign=loss&view=vie_1&explain=portfolio/profit', true],
  ['/?search=pump%20%26%20valve', '/?search=pump+%26+valve', true],
  ['/?where=segment:Rail&where=grade:C', '/?where=segment%3ARail&where=grade%3AC', true],
  ['/?where=segment:Rail', '/?where=segment:Road', false],
  ['/?sign=loss', '/', false],
  ['/model', '/scenarios', false],
])('%s and %s: the same view %j', (one, other, same) => {
  expect(sameView(one, other)).toBe(same);
});

test('a view that is opened takes its id along', () => {
  expect(openedAddress({ id: 'vie_1', address: '/' })).toBe('/?view=vie_1');
  expect(openedAddress({ id: 'vie_1', address: '/?sign=loss' })).toBe('/?sign=loss&view=vie_1');
});

test('every page that a view can be of is a page of the web', () => {
  expect(Object.keys(VIEWED_PAGES).filter(page => !Object.values<string>(paths).includes(page))).toEqual([]);
  for (const page of Object.keys(VIEWED_PAGES))
    expect(viewedPage(page.replace('$id', 'cus_1'))?.page).toBe(page);
  expect(viewedPage(paths.intake)).toBeUndefined();
});
