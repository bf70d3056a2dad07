/** Path and search of the page where a one-time link is used. */
export function welcomeAddress(token: string): string {
  return `/welcome?token=${token}`;
}
