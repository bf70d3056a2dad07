import classes from './Skeleton.module.css';

interface SkeletonProps {
  /** Height that the content will take, so that nothing shifts when it comes. */
  height: number;
  /** What is being read. */
  label?: string;
}

/** Holds the place of content; shows itself only after 300 ms, so that what is fast never flickers. */
export function Skeleton({ height, label = 'Reading' }: SkeletonProps) {
  return (
    <div className={classes.place} style={{ height }} role="status" aria-label={label}>
      <div className={classes.shade} />
    </div>
  );
}
