import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '@/ui/button';
import { ConfirmDialog } from '@/ui/confirm';
import { Dialog, Sheet } from '@/ui/dialog';
import { DropOverlay } from '@/ui/drop';
import { Field, Input } from '@/ui/field';
import { FormDialog } from '@/ui/formDialog';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '@/ui/menu';
import { toast } from '@/ui/toast';
import { Group, Row } from './GalleryPage';

type Shown = 'drop' | 'question' | 'form' | 'wide' | 'left' | 'right' | null;

export function Overlays() {
  const [shown, setShown] = useState<Shown>(null);
  const close = () => setShown(null);
  return (
    <Group name="Over the page">
      <Row>
        <Menu
          label="Actions"
          trigger={
            <IconButton label="Actions">
              <MoreHorizontal aria-hidden />
            </IconButton>
          }
        >
          <MenuLabel>Label</MenuLabel>
          <MenuItem>Rename</MenuItem>
          <MenuItem disabled>Disabled</MenuItem>
          <MenuChoice checked onSelect={() => {}} detail="With a detail">
            Chosen
          </MenuChoice>
          <MenuChoice checked={false} onSelect={() => {}}>
            Not chosen, with a long name that does not fit into the menu
          </MenuChoice>
          <MenuSeparator />
          <MenuItem danger>Delete</MenuItem>
        </Menu>
        {(['question', 'form', 'wide', 'left', 'right'] as const).map((one) => (
          <Button key={one} size="small" onClick={() => setShown(one)}>
            {one}
          </Button>
        ))}
        <Button size="small" onClick={() => toast.success('Saved')}>
          Toast
        </Button>
        <Button size="small" onClick={() => toast.error('It was not saved', { description: 'The server does not answer.' })}>
          Error toast
        </Button>
      </Row>
      <Button size="small" onPointerDown={() => setShown('drop')} onPointerUp={close}>
        Files over the page
      </Button>
      {shown === 'drop' && <DropOverlay title="Drop to add to Reports" detail="Files and whole folders." />}
      <ConfirmDialog
        question={shown === 'question' ? { title: 'Delete “Reports”?', detail: 'Its 12 documents go with it.', action: 'Delete', onYes: close } : null}
        onClose={close}
      />
      {shown === 'form' && (
        <FormDialog
          title="New group"
          action="Save"
          busy={false}
          error={new Error('It was not saved')}
          onSubmit={close}
          onClose={close}
          aside={
            <Button look="danger" className="me-auto">
              Delete
            </Button>
          }
        >
          <Field label="Name">{(ids) => <Input {...ids} />}</Field>
        </FormDialog>
      )}
      <Dialog open={shown === 'wide'} look="wide" onOpenChange={close} title="A wide one">
        <p>For lists and tables.</p>
      </Dialog>
      <Sheet open={shown === 'left' || shown === 'right'} header side={shown === 'left' ? 'left' : 'right'} onOpenChange={close} title="A sheet">
        <p className="p-4">Content</p>
      </Sheet>
    </Group>
  );
}
