import { FolderX } from 'lucide-react';
import { ApiError, unreachable } from '@/api/problem';
import { Ago } from '@/ui/ago';
import { Button } from '@/ui/button';
import { Empty, Loading, Progress, Spinner } from '@/ui/feedback';
import { Middle } from '@/ui/middle';
import { Badge, Notice, type Tone } from '@/ui/notice';
import { ProblemNotice } from '@/ui/problem';
import { Group, Row } from './GalleryPage';

const TONES: Tone[] = ['ok', 'info', 'warn', 'error'];
const HOUR_AGO = new Date(Date.now() - 3_600_000).toISOString();
const foreign = new ApiError({ type: 'urn:chatbox:unheard-of', title: 'unheard of', status: 418, detail: 'the server says this', hint: 'do that' });

export function Feedback() {
  return (
    <>
      <Group name="Badges">
        <Row>
          <Badge>Neutral</Badge>
          {TONES.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </Row>
      </Group>
      <Group name="Notices">
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={`A title, ${tone}`} actions={<Button size="small">Do it</Button>}>
            What happened, what was kept, what to do. A long text wraps and stays beside its sign, however narrow the place is.
          </Notice>
        ))}
        <ProblemNotice error={new ApiError(unreachable)} onRetry={() => {}} />
        <ProblemNotice error={foreign} />
        <ProblemNotice error={new Error('something in the page')} />
      </Group>
      <Group name="Waiting">
        <Row>
          <Spinner />
          <div className="w-40">
            <Progress label="Part" value={0.4} />
          </div>
          <div className="w-40">
            <Progress label="Full" value={1} />
          </div>
          <div className="w-40">
            <Progress label="Unknown" />
          </div>
        </Row>
        <div className="rounded-md border">
          <Loading />
        </div>
      </Group>
      <Group name="Empty">
        <div className="rounded-md border">
          <Empty icon={FolderX} title="Nothing is here yet" action={<Button look="primary">The one next step</Button>}>
            A sentence that says what this place is for.
          </Empty>
        </div>
      </Group>
      <Group name="Texts">
        <div className="w-48">
          <Middle text="a-very-long-name-of-a-report-from-last-year.pdf" />
          <Middle text="short.pdf" />
        </div>
        <p>
          <Ago time={HOUR_AGO} /> · <Ago time="2020-01-01T00:00:00Z" />
        </p>
      </Group>
    </>
  );
}
