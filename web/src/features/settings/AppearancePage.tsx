import { setTheme, useTheme, type Theme } from '@/lib/theme';
import { Segmented } from '@/ui/segmented';
import { Section } from './Section';

const THEMES: { value: Theme; label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export default function AppearancePage() {
  const { theme } = useTheme();
  return (
    <>
      <h1 className="text-xl font-semibold">Appearance</h1>
      <Section title="Theme" lead="Kept in this browser.">
        <div>
          <Segmented label="Theme" value={theme} options={THEMES} onChange={setTheme} />
        </div>
      </Section>
    </>
  );
}
