/** A small triangle, drawn: not every font has one. */
export function Chevron({ towards = 'down' }: { towards?: 'down' | 'up' }) {
  return (
    <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden="true" fill="currentColor">
      <path d={towards === 'down' ? 'M0 2h8L4 7z' : 'M0 6h8L4 1z'} />
    </svg>
  );
}
