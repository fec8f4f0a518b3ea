import type { ExternalToast } from 'sonner';

/** Short messages at the edge of the page. The library is loaded after the first paint; see app/Toasts. */
export const toast = {
  show: (text: string, options?: ExternalToast) => void load().then((show) => show(text, options)),
  success: (text: string, options?: ExternalToast) => void load().then((show) => show.success(text, options)),
  error: (text: string, options?: ExternalToast) => void load().then((show) => show.error(text, options)),
  dismiss: (id: string) => void load().then((show) => show.dismiss(id)),
};

async function load() {
  const { toast: show } = await import('sonner');
  return show;
}
