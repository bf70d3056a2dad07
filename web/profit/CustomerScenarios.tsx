import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { scenarioEndpoints } from '../../contract/scenarios.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import classes from './Customer.module.css';

interface CustomerScenariosProps {
  id: string;
}

/** Scenarios that are about a customer, and the way to a new one. */
export function CustomerScenarios({ id }: CustomerScenariosProps) {
  const saved = useQuery(reading(scenarioEndpoints.scenarios));
  const mine = saved.data?.filter(({ customers }) => customers.some(customer => customer.id === id)) ?? [];
  const draft = JSON.stringify({
    changes: [{ kind: 'price', share: 0.03, customer: id }],
    reaction: { low: 0, high: 0 },
  });
  return (
    <p className={classes.scenarios}>
      {mine.length > 0 && 'Scenarios: '}
      {mine.map(({ id: scenario, name }) => (
        <Link
          key={scenario}
          to={paths.scenarios}
          search={({ period }) => ({ ...(period && { period }), id: scenario })}
        >
          {name}
        </Link>
      ))}
      <Link to={paths.scenarios} search={({ period }) => ({ ...(period && { period }), draft })}>
        Try a scenario for this customer
      </Link>
    </p>
  );
}
