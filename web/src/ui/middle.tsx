/** This many characters at the end stay in view: enough for a number and the file's extension. */
const TAIL = 12;

/** One line that is shortened in the middle where it does not fit. */
export function Middle({ text }: { text: string }) {
  const points = [...text];
  if (points.length <= TAIL * 2) return <span className="block truncate">{text}</span>;
  return (
    <span className="flex min-w-0">
      <span className="truncate whitespace-pre!">{points.slice(0, -TAIL).join('')}</span>
      <span className="shrink-0 whitespace-pre">{points.slice(-TAIL).join('')}</span>
    </span>
  );
}
