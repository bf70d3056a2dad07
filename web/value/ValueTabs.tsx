import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import { countText } from '../ui/number-text.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { VALUE_SECTIONS, type ValueSearch, type ValueSection } from './value-search.ts';

const TITLES: Readonly<Record<ValueSection, string>> = {
  customers: 'Who will earn',
  accuracy: 'How good is it',
  lapses: 'Lapses',
  predictability: 'Predictability',
  quadrants: 'Quadrants',
  referrals: 'Referrals',
  model: 'Model',
};

/** The parts of the page; the terms of the forecast stay. */
export function ValueTabs({ search, overdue }: { search: ValueSearch; overdue: number }) {
  return (
    <Tabs label="Parts of value">
      {VALUE_SECTIONS.map(section => (
        <Link
          key={section}
          to={paths.value}
          search={{ ...search, section, sort: undefined, direction: undefined, offset: undefined }}
          // Terms are numbers here and text in the address: the router would not find them the same.
          aria-current={section === (search.section ?? 'customers') ? 'page' : undefined}
          resetScroll={false}
        >
          {TITLES[section]}
          {section === 'lapses' && overdue > 0 && ` ${countText(overdue)}`}
        </Link>
      ))}
    </Tabs>
  );
}
