import type { Right } from '@clientele/engine';
import { Link } from '@tanstack/react-router';
import type { Book } from '../../contract/facts.ts';
import { paths } from '../links.ts';
import { useMe } from '../me.ts';
import classes from './Shell.module.css';

/** The pages in their order, each with the right that its figures take. */
const PAGES: readonly { to: (typeof paths)[keyof typeof paths]; text: string; right: Right; below?: true }[] =
  [
    { to: paths.portfolio, text: 'Portfolio', right: 'aggregates.read' },
    { to: paths.company, text: 'Company', right: 'aggregates.read' },
    { to: paths.model, text: 'Cost model', right: 'models.read' },
    { to: paths.scenarios, text: 'Scenarios', right: 'profit.read' },
    { to: paths.expedites, text: 'Expedites', right: 'profit.read' },
    { to: paths.products, text: 'Products', right: 'profit.read' },
    { to: paths.value, text: 'Value', right: 'profit.read' },
    { to: paths.intake, text: 'Intake', right: 'facts.read', below: true },
    { to: paths.walls, text: 'Walls', right: 'walls.read' },
  ];

/** Who sees every customer finds what all come to in the portfolio. */
function isNeeded(to: string, book: Book | undefined): boolean {
  return to !== paths.company || (book !== undefined && book.sees !== 'company');
}

/** The main pages, as far as who is signed in may see them. */
export function Rail({ book }: { book: Book | undefined }) {
  const rights = useMe()?.rights ?? {};
  return (
    <nav className={classes.rail} aria-label="Main">
      <span className={classes.company}>{book?.settings?.company ?? 'Clientele'}</span>
      <div className={classes.links}>
        {PAGES.filter(({ to, right }) => Object.hasOwn(rights, right) && isNeeded(to, book)).map(
          ({ to, text, below }) => (
            <Link
              key={to}
              to={to}
              activeOptions={{ exact: to === paths.portfolio, includeSearch: false }}
              className={`${classes.link} ${below ? classes.below : ''}`}
            >
              {text}
            </Link>
          ),
        )}
      </div>
    </nav>
  );
}
