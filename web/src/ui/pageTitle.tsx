import { t } from '@lingui/core/macro';
import { useEffect } from 'react';

/** The heading of a settings page, in the tab too. */
export function PageTitle({ title }: { title: string }) {
  useEffect(() => {
    document.title = `${title} · ${t`Settings`} · Chatbox`;
  }, [title]);
  return <h1 className="text-xl font-semibold">{title}</h1>;
}
