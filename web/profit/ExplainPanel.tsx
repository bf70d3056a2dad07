import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { profitEndpoints } from '../../contract/profit.ts';
import { inPeriodOf, readFigure } from '../../contract/profit-figure.ts';
import { reading } from '../call.ts';
import { paths } from '../links.ts';
import { Explain } from '../ui/Explain.tsx';
import { Problem } from '../ui/Problem.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

interface ExplainPanelProps {
  trail: readonly string[];
  period: string;
  open: (figure: string) => void;
  back: (step: number) => void;
  close: () => void;
}

/** Explain, wired: asks the server how each figure of the trail came about and shows the last. */
export function ExplainPanel({ trail, period, open, back, close }: ExplainPanelProps) {
  const asked = useQueries({
    queries: trail.map(figure => reading(profitEndpoints.explain, { query: readFigure(figure, period) })),
  });
  const last = asked.at(-1);
  const steps = trail.map((figure, index) => ({ figure, title: asked[index]?.data?.title ?? figure }));
  const instead = last?.error ? (
    <Problem
      title="This figure could not be explained"
      error={last.error}
      retry={() => void last.refetch()}
    />
  ) : last?.data ? undefined : (
    <Skeleton height={320} label="Reading how the figure came about" />
  );
  return (
    <Explain
      explained={last?.data}
      trail={steps}
      open={figure => open(inPeriodOf(trail.at(-1) ?? '', figure))}
      back={back}
      close={close}
      instead={instead}
      sourceLink={({ batch, row }, text) => (
        <Link to={paths.intake} search={{ batch, row: String(row) }} title={`Show the import of ${text}`}>
          {text}
        </Link>
      )}
    />
  );
}
