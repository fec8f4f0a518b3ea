import { onReconnect, socket } from './live';

/**
 * Loads a part of the page, and when the server is away at that moment, loads it once it is back. A part that does not come although the
 * server answers is gone for good: the program was replaced by another version.
 */
export function patient<T>(load: () => Promise<T>): () => Promise<T> {
  return async () => {
    for (;;) {
      try {
        return await load();
      } catch (error) {
        if (socket.current() === 'open') throw error;
        await new Promise<void>((resolve) => {
          const stop = onReconnect(() => (stop(), resolve()));
        });
      }
    }
  };
}
