import { t } from '@lingui/core/macro';
import { Download } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { buttonClass } from '@/ui/button';
import { ImportPanel } from './ImportPanel';

/** Conversations in and out of this server. */
export default function TransferPage() {
  const title = t`Import and export`;
  useEffect(() => {
    document.title = `${title} · ${t`Settings`} · Chatbox`;
  }, [title]);
  return (
    <>
      <h1 className="text-xl font-semibold">{title}</h1>
      <Section title={t`Import conversations`} lead={t`From a Chatbox, ChatGPT or Claude export: the conversations.json, or the whole .zip as you downloaded it. You see what is in it before anything is taken in.`}>
        <ImportPanel />
      </Section>
      <Section title={t`Export all conversations`} lead={t`One JSON file with every conversation, all branches and their citations. It can be imported again, here or elsewhere.`}>
        <div>
          <a href="/api/v1/conversations/export" download className={buttonClass()}>
            <Download aria-hidden /> {t`Export all (JSON)`}
          </a>
        </div>
      </Section>
    </>
  );
}

function Section({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="text-muted-foreground">{lead}</p>
      </div>
      {children}
    </section>
  );
}
