/** A thin moving line on top while a page is on its way; only when it takes longer than people notice. */
const noticeable = 300;
let timer: ReturnType<typeof setTimeout> | undefined;

function depart(): void {
  clearTimeout(timer);
  timer = setTimeout(() => document.documentElement.classList.add('travelling'), noticeable);
}

function arrive(): void {
  clearTimeout(timer);
  document.documentElement.classList.remove('travelling');
}

document.addEventListener('turbo:visit', depart);
document.addEventListener('turbo:submit-start', depart);
document.addEventListener('turbo:submit-end', arrive);
document.addEventListener('turbo:load', arrive);
document.addEventListener('turbo:render', arrive);
document.addEventListener('turbo:fetch-request-error', arrive);

/** After a form came back with problems, the list of them is read out and scrolled to. */
document.addEventListener('turbo:render', () => document.getElementById('problems')?.focus());
