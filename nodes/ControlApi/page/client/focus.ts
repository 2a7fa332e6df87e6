type Place = () => HTMLElement | null | undefined;

/** Whether the keyboard stands nowhere: what had it is gone, or is not shown any more. */
export function focusIsLost(): boolean {
	const at = document.activeElement;
	return at === null || at === document.body || at.getClientRects().length === 0;
}

/** Puts the keyboard on the first of these places that is there and shown. */
export function focusFirst(...places: Place[]): void {
	for (const place of places) {
		place()?.focus({ preventScroll: true });
		if (!focusIsLost()) return;
	}
}

/** Changes the page; where that takes away what the keyboard stood on, it goes to the first of the places that is shown. */
export function keepingFocus(change: () => void, ...places: Place[]): void {
	const stood = !focusIsLost();
	change();
	if (stood && focusIsLost()) focusFirst(...places);
}
