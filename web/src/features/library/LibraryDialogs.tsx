import { LinkDialog, TextDialog } from './AddDialogs';
import { DetailsSheet } from './DetailsSheet';
import { useDialog } from './dialogs';
import { MoveDialog, RenameDialog, TagsDialog } from './DocumentDialogs';

/** Whatever dialog of the library is open. */
export function LibraryDialogs({ collection }: { collection: string | undefined }) {
  const open = useDialog((state) => state.open);
  switch (open?.kind) {
    case 'rename':
      return <RenameDialog document={open.document} />;
    case 'tags':
      return <TagsDialog documents={open.documents} />;
    case 'move':
      return <MoveDialog documents={open.documents} />;
    case 'details':
      return <DetailsSheet document={open.document} />;
    case 'text':
      return <TextDialog {...(open.text ? { text: open.text } : {})} collection={collection} />;
    case 'link':
      return <LinkDialog {...(open.url ? { url: open.url } : {})} collection={collection} />;
    default:
      return null;
  }
}
