import { FilePlus2, Settings, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton, type ButtonLook } from '@/ui/button';
import { Spinner } from '@/ui/feedback';
import { Field, Input, SearchBox, Select } from '@/ui/field';
import { Keys } from '@/ui/keys';
import { Segmented } from '@/ui/segmented';
import { Switch } from '@/ui/switch';
import { Group, Row } from './GalleryPage';

const LOOKS: ButtonLook[] = ['primary', 'secondary', 'ghost', 'danger'];
const LONG = 'Donaudampfschifffahrtsgesellschaftskapitän mit einer sehr langen Beschriftung';
/** What hovering and focus look like, without a hand on the page. */
const HOVER: Record<ButtonLook, string> = { primary: 'bg-accent-hover!', secondary: 'bg-hover!', ghost: 'bg-hover! text-foreground!', danger: 'bg-error-soft!' };
const FOCUS = 'outline-2! outline-offset-2 outline-accent!';

export function Controls({ prefix, brief = false }: { prefix: string; brief?: boolean }) {
  const [size, setSize] = useState<'s' | 'm' | 'l'>('m');
  const [on, setOn] = useState(true);
  const [wanted, setWanted] = useState('');
  return (
    <>
      <Group name="Buttons: normal, small, hover, focus, disabled, busy">
        {LOOKS.slice(0, brief ? 2 : 4).map((look) => (
          <Row key={look}>
            <Button look={look}>
              <FilePlus2 aria-hidden /> Add
            </Button>
            <Button look={look} size="small">
              Add
            </Button>
            <Button look={look} className={HOVER[look]}>
              Hover
            </Button>
            <Button look={look} className={FOCUS}>
              Focus
            </Button>
            <Button look={look} disabled>
              Disabled
            </Button>
            <Button look={look} aria-disabled>
              <Spinner label="Saving" /> Busy
            </Button>
          </Row>
        ))}
        {!brief && (
          <div className="max-w-60 overflow-hidden">
            <Button className="max-w-full">
              <span className="truncate">{LONG}</span>
            </Button>
          </div>
        )}
      </Group>
      <Group name="Icon buttons">
        <Row>
          <IconButton label="Settings">
            <Settings aria-hidden />
          </IconButton>
          <IconButton label="Settings" size="small">
            <Settings aria-hidden />
          </IconButton>
          <IconButton label="Settings" className={HOVER.ghost}>
            <Settings aria-hidden />
          </IconButton>
          <IconButton label="Settings" className={FOCUS}>
            <Settings aria-hidden />
          </IconButton>
          <IconButton label="Delete" look="danger">
            <Trash2 aria-hidden />
          </IconButton>
          <IconButton label="Settings" disabled>
            <Settings aria-hidden />
          </IconButton>
        </Row>
      </Group>
      <Group name="Fields">
        <Field label="Address" hint="For example http://localhost:11434/v1.">
          {(ids) => <Input {...ids} placeholder="Placeholder" />}
        </Field>
        <Field label="Filled, with focus">{(ids) => <Input {...ids} defaultValue={LONG} className={FOCUS} />}</Field>
        <Field label="Not accepted" error="Names have 1 to 64 characters.">
          {(ids) => <Input {...ids} defaultValue="a b" />}
        </Field>
        <Field label="Disabled">{(ids) => <Input {...ids} disabled defaultValue="Not now" />}</Field>
        <Field label="Choice">
          {(ids) => (
            <Select {...ids}>
              <option>All states</option>
              <option>{LONG}</option>
            </Select>
          )}
        </Field>
        <SearchBox label={`Search ${prefix}`} value={wanted} onValue={setWanted} />
      </Group>
      <Group name="Choices and switches">
        <Row>
          <Segmented
            label={`Size ${prefix}`}
            value={size}
            onChange={(next) => setSize(next)}
            options={[
              { value: 's', label: 'Small' },
              { value: 'm', label: 'Medium' },
              { value: 'l', label: 'Large' },
            ]}
          />
          <Segmented label={`Disabled ${prefix}`} disabled value="a" onChange={() => {}} options={[{ value: 'a', label: 'Disabled' }]} />
        </Row>
        <Switch label="Notifications" hint="When a long answer ends." checked={on} onChange={setOn} />
        <Switch label="Off" checked={false} onChange={() => {}} />
        <Switch label="Disabled" checked disabled onChange={() => {}} />
      </Group>
      <Group name="Keys">
        <Row>
          <Keys keys="$mod+k" />
          <Keys keys="g c" />
          <Keys keys="Escape" />
        </Row>
      </Group>
    </>
  );
}
