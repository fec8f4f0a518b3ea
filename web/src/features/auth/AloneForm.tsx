import type { ReactNode } from 'react';

interface AloneFormProps {
  title: string;
  lead?: ReactNode;
  onSubmit(fields: FormData): void;
  children: ReactNode;
}

/** A form that is all there is on the page. */
export function AloneForm({ title, lead, onSubmit, children }: AloneFormProps) {
  return (
    <main id="page" tabIndex={-1} className="grid min-h-dvh place-items-center px-4 py-8 outline-none">
      <form
        className="grid w-full max-w-sm gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(new FormData(event.currentTarget));
        }}
      >
        <p className="text-sm font-medium text-accent">Chatbox</p>
        <h1 className="text-2xl font-semibold">{title}</h1>
        {lead && <p className="text-muted-foreground">{lead}</p>}
        {children}
      </form>
    </main>
  );
}
