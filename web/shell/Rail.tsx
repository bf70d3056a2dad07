import { Link } from '@tanstack/react-router';
import { paths } from '../links.ts';
import classes from './Shell.module.css';

export function Rail({ company }: { company: string | undefined }) {
  return (
    <nav className={classes.rail} aria-label="Main">
      <span className={classes.company}>{company ?? 'Clientele'}</span>
      <div className={classes.links}>
        <Link
          to={paths.portfolio}
          activeOptions={{ exact: true, includeSearch: false }}
          className={classes.link}
        >
          Portfolio
        </Link>
        <Link to={paths.model} activeOptions={{ includeSearch: false }} className={classes.link}>
          Cost model
        </Link>
        <Link to={paths.scenarios} activeOptions={{ includeSearch: false }} className={classes.link}>
          Scenarios
        </Link>
        <Link to={paths.expedites} activeOptions={{ includeSearch: false }} className={classes.link}>
          Expedites
        </Link>
        <Link to={paths.products} activeOptions={{ includeSearch: false }} className={classes.link}>
          Products
        </Link>
        <Link
          to={paths.intake}
          activeOptions={{ includeSearch: false }}
          className={`${classes.link} ${classes.below}`}
        >
          Intake
        </Link>
        <Link to={paths.walls} activeOptions={{ includeSearch: false }} className={classes.link}>
          Walls
        </Link>
      </div>
    </nav>
  );
}
