import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { viewEndpoints, viewedPage } from '../../contract/views.ts';
import { reading } from '../call.ts';
import { Chevron } from '../ui/Chevron.tsx';
import { Popover } from '../ui/Popover.tsx';
import { SaveView } from './SaveView.tsx';
import { ViewList } from './ViewList.tsx';
import classes from './Views.module.css';
import { sameView } from './view-address.ts';

/** The views that were saved, and the page as it stands as one more; only on pages that a view can be of. */
export function ViewsMenu() {
  const address = useRouterState({ select: ({ location }) => location.pathname + location.searchStr });
  const [path = '', search = ''] = address.split('?');
  const id = new URLSearchParams(search).get('view');
  const views = useQuery({ ...reading(viewEndpoints.views), enabled: id !== null }).data;
  if (!viewedPage(path)) return null;
  const opened = views?.find(view => view.id === id);
  const changed = opened !== undefined && !sameView(opened.address, address);
  return (
    <Popover
      label="Views"
      kind="quiet"
      button={
        <>
          <span className={classes.opened}>{opened?.name ?? 'Views'}</span>
          {changed && <span className={classes.changed}>changed</span>} <Chevron />
        </>
      }
    >
      {close => (
        <>
          <ViewList opened={opened?.id} close={close} />
          <SaveView address={address} opened={opened} changed={changed} close={close} />
        </>
      )}
    </Popover>
  );
}
