/** Where one wanted to go: a path of this page, or its beginning. */
export function wanted(next: string | null): string {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/';
}

/** The page anew, as whoever has signed in sees it: nothing of before is left in memory. */
export function comeIn(): void {
  location.replace(wanted(new URLSearchParams(location.search).get('next')));
}
