/** How often a forecast that is being worked out is asked how far it is. */
const ASK_MS = 1000;

/** What is asked for as long as the server still works on it. */
export function askedAgain({ state }: { state: { data?: { state: string } | undefined } }): number | false {
  return state.data?.state === 'working' ? ASK_MS : false;
}
