import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { customerEndpoints } from '../../contract/customers.ts';
import { call } from '../call.ts';
import { paths } from '../links.ts';
import { useMay } from '../me.ts';
import { type Command, Palette } from '../ui/Palette.tsx';

interface CommandsProps {
  close: () => void;
  showKeys: () => void;
}

/** The palette, wired: pages, actions and customers. */
export function Commands({ close, showKeys }: CommandsProps) {
  const navigate = useNavigate();
  const people = useMay('people.read');
  const walls = useMay('walls.read');
  const log = useMay('audit.read');
  const search = useCustomerSearch();
  const commands: Command[] = [
    page('Portfolio', 'g p', () => void navigate({ to: paths.portfolio })),
    page(
      'Customers that lose money',
      '',
      () => void navigate({ to: paths.portfolio, search: { sign: 'loss' } }),
    ),
    page('Company: all customers by quarter and segment', 'g c', () => void navigate({ to: paths.company })),
    page('Cost model', 'g m', () => void navigate({ to: paths.model })),
    page('Scenarios', 'g s', () => void navigate({ to: paths.scenarios })),
    page('Expedites: hours and money', 'g e', () => void navigate({ to: paths.expedites })),
    page('Customers × products: heat map', 'g r', () => void navigate({ to: paths.products })),
    page(
      'Products that lose money with a customer',
      '',
      () => void navigate({ to: paths.products, search: { first: 'loss' } }),
    ),
    page('Value: what customers will be worth', 'g v', () => void navigate({ to: paths.value })),
    page(
      'Customers silent for longer than their rhythm has it',
      '',
      () => void navigate({ to: paths.value, search: { section: 'lapses' } }),
    ),
    page('Intake', 'g i', () => void navigate({ to: paths.intake })),
    page('Lineage: which files made each month', 'g l', () => void navigate({ to: paths.lineage })),
    ...(walls
      ? [
          page('Walls: rivals, and who is let in', 'g w', () => void navigate({ to: paths.walls })),
          page(
            'Who can see a customer?',
            '',
            () => void navigate({ to: paths.walls, search: { section: 'who' } }),
          ),
        ]
      : []),
    ...(log
      ? [page('Log: who changed, read or was refused what', 'g o', () => void navigate({ to: paths.log }))]
      : []),
    page('My walls: what I am let through', '', () => void navigate({ to: paths.myWalls })),
    ...(people ? [page('People', '', () => void navigate({ to: paths.people }))] : []),
    page('My account', '', () => void navigate({ to: paths.account })),
    {
      key: 'import',
      text: 'Import files',
      group: 'Actions',
      run: () => void navigate({ to: paths.intake }),
    },
    {
      key: 'folders',
      text: 'Watch a folder',
      group: 'Actions',
      run: () => void navigate({ to: paths.intake, hash: 'folders' }),
    },
    { key: 'keys', text: 'Keyboard shortcuts', note: '?', group: 'Actions', run: showKeys },
  ];
  return <Palette commands={commands} search={search} close={close} />;
}

/** Customers as the server finds them. */
function useCustomerSearch() {
  const navigate = useNavigate();
  return useCallback(
    async (text: string, signal: AbortSignal): Promise<Command[]> => {
      if (text === '') return [];
      const found = await call(customerEndpoints.findCustomers, { query: { search: text }, signal });
      return found.map(customer => ({
        key: customer.id,
        text: customer.name,
        note: [customer.sourceKey, customer.segment, customer.country].filter(Boolean).join(' · '),
        group: 'Customers',
        run: () => void navigate({ to: paths.customer, params: { id: customer.id } }),
      }));
    },
    [navigate],
  );
}

function page(text: string, note: string, run: () => void): Command {
  return { key: text, text, note, group: 'Pages', run };
}
