/** The receipts of what was reported from this phone, the newest first, so that nobody has to type them. */
const PLACE = 'receipts';
const MOST = 5;

const noted = (): string[] => (localStorage.getItem(PLACE) ?? '').split(',').filter((receipt) => /^[2-9A-HJ-NP-Z]{8}$/.test(receipt));

export const noteReceipt = (receipt: string): void => localStorage.setItem(PLACE, [receipt, ...noted().filter((one) => one !== receipt)].slice(0, MOST).join());

/** As it is printed and read out. */
export const spaced = (receipt: string): string => `${receipt.slice(0, 4)} ${receipt.slice(4)}`;

/** Lists them as links; whoever shares the phone takes them off. */
class MyReceipts extends HTMLElement {
  connectedCallback(): void {
    const receipts = noted();
    if (receipts.length === 0) return;
    const clear = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-quiet', textContent: this.dataset.clear ?? '' });
    clear.addEventListener('click', () => {
      localStorage.removeItem(PLACE);
      this.replaceChildren();
    });
    const links = receipts.map((receipt) => Object.assign(document.createElement('a'), { className: 'btn', href: `${this.dataset.status}?receipt=${receipt}`, textContent: spaced(receipt) }));
    this.replaceChildren(Object.assign(document.createElement('p'), { textContent: this.dataset.words ?? '' }), ...links, clear);
  }
}

customElements.define('my-receipts', MyReceipts);
