import { t } from '@lingui/core/macro';
import type { Citation } from '@/api/types';

/** What the check said, in two words. */
export function checkWords(verdict: Citation['check']['verdict']): string {
  switch (verdict) {
    case 'quoted':
      return t`Word for word`;
    case 'supported':
      return t`Supported`;
    case 'unsupported':
      return t`Not supported`;
  }
}
