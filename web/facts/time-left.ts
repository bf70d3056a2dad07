/** 0.4 → less than a second left; 74 → about 1 min 10 s left; 5400 → about 1 h 30 min left */
export function timeLeftText(seconds: number): string {
  if (seconds < 1) return 'less than a second left';
  if (seconds < 60) return `about ${Math.round(seconds)} s left`;
  if (seconds < 3600) {
    const tens = Math.round((seconds % 60) / 10) * 10;
    const minutes = Math.floor(seconds / 60) + (tens === 60 ? 1 : 0);
    return `about ${minutes} min${tens % 60 === 0 ? '' : ` ${tens} s`} left`;
  }
  const minutes = Math.round((seconds % 3600) / 60);
  return `about ${Math.floor(seconds / 3600)} h ${minutes} min left`;
}
