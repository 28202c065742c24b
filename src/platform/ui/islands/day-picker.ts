/**
 * A calendar button beside a typed day. The browser's own calendar sets the typed text, so that both ways fill in the
 * same field; typed days of other shapes are read by the server.
 */
class DayPicker extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector('button')) return;
    const typed = this.querySelector('input');
    if (!typed || !('showPicker' in HTMLInputElement.prototype)) return;
    const calendar = document.createElement('input');
    calendar.type = this.dataset.kind === 'month' ? 'month' : 'date';
    calendar.tabIndex = -1;
    calendar.className = 'day-picker-calendar';
    calendar.setAttribute('aria-hidden', 'true');
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn day-picker-button';
    button.textContent = this.dataset.label ?? '';
    const [asked] = typed.labels ?? [];
    if (asked) button.setAttribute('aria-describedby', (asked.id ||= `${typed.id}-asked`)); // one stands beside each day that is asked
    button.addEventListener('click', () => {
      calendar.value = typed.value;
      calendar.showPicker();
    });
    calendar.addEventListener('change', () => {
      typed.value = calendar.value;
      typed.dispatchEvent(new Event('input', { bubbles: true }));
      typed.focus();
    });
    this.append(button, calendar);
  }
}

customElements.define('day-picker', DayPicker);
