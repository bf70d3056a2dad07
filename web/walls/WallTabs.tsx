import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { SECTIONS, type WallsSection } from './walls-search.ts';

const TITLES: Readonly<Record<WallsSection, string>> = {
  rivals: 'Rivals',
  participants: 'Participants',
  rules: 'Rules and training',
  exceptions: 'Crossings and break-glass',
  who: 'Who can see this?',
};

/** The parts of the page; what is chosen in one stays chosen in the next. */
export function WallTabs() {
  return (
    <Tabs label="Parts of walls">
      {SECTIONS.map(section => (
        <Link key={section} to={paths.walls} search={before => ({ ...before, section })}>
          {TITLES[section]}
        </Link>
      ))}
      <Link to={paths.myWalls}>My walls</Link>
    </Tabs>
  );
}
