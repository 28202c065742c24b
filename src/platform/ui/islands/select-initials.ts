/** Letters typed within this time belong together. */
const TOGETHER = 1_200;

let typed = '';
let last = 0;
let told: ReturnType<typeof setTimeout> | undefined;

/**
 * In a list to choose from, letters lead to the next option whose pinyin begins so: sw to 县水务局 as well as to 水务局. The browser itself
 * compares letters with the label only, and no label here begins with a letter.
 */
document.addEventListener('keydown', (event) => {
  const { target, key, ctrlKey, metaKey, altKey } = event;
  if (!(target instanceof HTMLSelectElement) || ctrlKey || metaKey || altKey || !/^[a-z]$/iu.test(key)) return;
  typed = event.timeStamp - last > TOGETHER ? key.toLowerCase() : typed + key.toLowerCase();
  last = event.timeStamp;
  const found = optionFor(target, typed);
  if (!found) return;
  event.preventDefault();
  if (found.selected) return;
  target.value = found.value;
  clearTimeout(told);
  told = setTimeout(() => target.dispatchEvent(new Event('change', { bubbles: true })), TOGETHER); // a list that is sent at once waits for the next letter
});

/** Those that begin so before those that have it somewhere. */
function optionFor({ options }: HTMLSelectElement, letters: string): HTMLOptionElement | undefined {
  const all = [...options].filter(({ value }) => value !== '').map((option) => ({ option, initials: (option.dataset.initials ?? '').split(' ') }));
  return (all.find(({ initials }) => initials.some((one) => one.startsWith(letters))) ?? all.find(({ initials }) => initials.some((one) => one.includes(letters))))?.option;
}
