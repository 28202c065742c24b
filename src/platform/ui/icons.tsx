import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { raw } from 'hono/html';

/** The drawings in use, each named by what it means here; the files are @tabler/icons outline (MIT). */
const drawings = {
  home: 'home',
  institutions: 'building-community',
  plans: 'clipboard-list',
  duties: 'circle-number-5',
  assessment: 'scale',
  reports: 'file-analytics',
  importing: 'table-import',
  system: 'settings',
  tasks: 'inbox',
  ledger: 'notebook',
  person: 'user',
  people: 'users',
  menu: 'menu-2',
  search: 'search',
  close: 'x',
  bigType: 'text-size',
  contrast: 'contrast-2',
  readAloud: 'volume',
  feedback: 'pencil',
  leave: 'logout',
  mail: 'mail',
  add: 'plus',
  down: 'chevron-down',
  right: 'chevron-right',
  left: 'chevron-left',
  first: 'chevrons-left',
  last: 'chevrons-right',
  sort: 'arrows-sort',
  up: 'arrow-up',
  downArrow: 'arrow-down',
  back: 'arrow-left',
  exporting: 'download',
  upload: 'upload',
  columns: 'columns-3',
  filter: 'filter',
  view: 'bookmark',
  print: 'printer',
  calendar: 'calendar',
  clip: 'paperclip',
  file: 'file-text',
  photo: 'photo',
  tick: 'check',
  info: 'info-circle',
  warning: 'alert-triangle',
  refused: 'ban',
  empty: 'clipboard',
  opinion: 'message-2',
  inspection: 'map-pin',
  consultation: 'messages',
  proposal: 'file-pencil',
  deed: 'heart-handshake',
  microphone: 'microphone',
  phone: 'phone',
  clock: 'clock',
  link: 'link',
  journal: 'history',
} as const;

export type IconName = keyof typeof drawings;

const resolver = createRequire(import.meta.url);
const shapes = new Map<IconName, string>();

/** The inner shapes of an icon file, read on first use and kept. */
function shapesOf(name: IconName): string {
  const known = shapes.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(resolver.resolve(`@tabler/icons/outline/${drawings[name]}.svg`), 'utf8');
  const inner = file
    .slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'))
    .replaceAll(/\s*\n\s*/g, '');
  shapes.set(name, inner);
  return inner;
}

/** A decorative drawing in the colour of the text beside it; never the only carrier of a meaning. */
export function Icon({ name, class: className }: { name: IconName; class?: string }) {
  return (
    <svg
      class={className ? `icon ${className}` : 'icon'}
      viewBox="0 0 24 24"
      width="24"
      height="24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {raw(shapesOf(name))}
    </svg>
  );
}
