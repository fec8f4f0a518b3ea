import { Outlet } from '@tanstack/react-router';

/** The outline of all settings pages. */
export default function SettingsPage() {
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid w-full max-w-2xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-6 sm:px-6">
        <Outlet />
      </div>
    </div>
  );
}
