import { Link } from '@tanstack/react-router';
import { Activity, Cpu, Palette } from 'lucide-react';

const SECTIONS = [
  { to: '/settings/models', name: 'Models', icon: Cpu },
  { to: '/settings/appearance', name: 'Appearance', icon: Palette },
  { to: '/settings/status', name: 'Status', icon: Activity },
] as const;

export default function SettingsList() {
  return (
    <nav aria-label="Settings" className="px-3">
      <ul>
        {SECTIONS.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className="flex items-center gap-2 rounded-sm px-2 py-1.5 hover:bg-hover" activeProps={{ className: 'bg-hover font-medium' }}>
              <Icon aria-hidden className="size-4 text-muted-foreground" /> {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
