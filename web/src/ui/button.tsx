import { clsx } from 'clsx';
import type { ComponentProps } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'normal';

const LOOKS: Record<ButtonLook, string> = {
  primary: 'bg-accent text-accent-foreground hover:bg-accent-hover border-transparent',
  secondary: 'bg-raised text-foreground hover:bg-hover border-border',
  ghost: 'bg-transparent text-muted-foreground hover:bg-hover hover:text-foreground border-transparent',
  danger: 'bg-raised text-error hover:bg-error-soft border-border',
};

/** Classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = 'secondary', size: ButtonSize = 'normal', className?: string): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap transition-colors',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
    size === 'small' ? 'h-7 px-2 text-sm pointer-coarse:h-9' : 'h-9 px-3 text-base pointer-coarse:h-11',
    LOOKS[look],
    className,
  );
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook;
  size?: ButtonSize;
}

export function Button({ look, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(look, size, className)} {...rest} />;
}

interface IconButtonProps extends ComponentProps<'button'> {
  /** What it does: its name for everybody who cannot see the icon, and its tooltip. */
  label: string;
  look?: ButtonLook;
  size?: ButtonSize;
}

export function IconButton({ label, look = 'ghost', size = 'normal', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={buttonClass(look, size, clsx(size === 'small' ? 'w-7 px-0! pointer-coarse:w-9' : 'w-9 px-0! pointer-coarse:w-11', className))}
      {...rest}
    />
  );
}
