import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { signInEndpoints } from '../../contract/sign-in.ts';
import { reading } from '../call.ts';
import { paths, searchText } from '../links.ts';
import { goOn } from '../sign-in.ts';
import { Problem } from '../ui/Problem.tsx';
import { usePlace } from '../ui/place.ts';
import classes from './People.module.css';
import { providerSearch } from './provider-search.ts';

/** Where browsers come back to from the other system that signs people in. */
export function ProviderPage() {
  usePlace('Sign in');
  const search = searchText(providerSearch(useSearch({ strict: false })));
  const asked = useQuery({
    ...reading(signInEndpoints.finishProviderSignIn, { body: { search } }),
    staleTime: Infinity,
  });
  const { data } = asked;
  useEffect(() => {
    if (data) goOn(data.to ?? undefined);
  }, [data]);
  if (!asked.error) return null;
  return (
    <div className={classes.alone}>
      <Problem
        title="You are not signed in"
        error={asked.error}
        action={<Link to={paths.signIn}>Sign in</Link>}
      />
    </div>
  );
}
