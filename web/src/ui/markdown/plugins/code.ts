export { code } from '@streamdown/code';
