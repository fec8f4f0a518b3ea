/** The address of this conversation at a message. */
export function linkTo(message: string): string {
  return `${location.origin}${location.pathname}?m=${encodeURIComponent(message)}`;
}
