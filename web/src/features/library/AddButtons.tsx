import { FolderUp, Upload } from 'lucide-react';
import type { DroppedFile } from '@/lib/dropped';
import { Button } from '@/ui/button';
import { useFilePicker } from '@/ui/filebutton';

export function AddButtons({ onFiles }: { onFiles(files: DroppedFile[]): void }) {
  const { pick, inputs } = useFilePicker(onFiles);
  return (
    <div className="flex gap-2">
      <Button onClick={() => pick('folder')}>
        <FolderUp aria-hidden /> Add folder
      </Button>
      <Button look="primary" onClick={() => pick('files')}>
        <Upload aria-hidden /> Add files
      </Button>
      {inputs}
    </div>
  );
}
