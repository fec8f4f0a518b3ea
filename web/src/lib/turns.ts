/** As many as browsers send to one host at a time. */
const AT_ONCE = 6;

/** Does something for each item, a few at a time, and tells for which it failed. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<{ item: T; error: unknown }[]> {
  const failed: { item: T; error: unknown }[] = [];
  const waiting = [...items].reverse();
  const worker = async () => {
    for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
      try {
        await work(item);
      } catch (error) {
        failed.push({ item, error });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failed;
}
