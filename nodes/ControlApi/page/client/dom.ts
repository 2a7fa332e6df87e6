/** Writes only what differs, so that the tick each few seconds costs nothing and disturbs no reader. */
export function setText(node: Element, text: string): void {
	if (node.textContent !== text) node.textContent = text;
}

export function setClass(node: Element, name: string): void {
	if (node.className !== name) node.className = name;
}

/** A new element; texts become text, never markup. */
export function el<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Record<string, string> = {},
	...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const node = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
	node.append(...children);
	return node;
}

/** An element of the page by its id. */
export function byId<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
	const node = document.getElementById(id);
	if (!(node instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}`);
	return node;
}

const SVG = 'http://www.w3.org/2000/svg';

/** One of the symbols in page.html; decoration, so hidden from screen readers. */
export function icon(name: string): SVGSVGElement {
	const svg = document.createElementNS(SVG, 'svg');
	const use = document.createElementNS(SVG, 'use');
	svg.setAttribute('class', 'icon');
	svg.setAttribute('aria-hidden', 'true');
	use.setAttribute('href', `#icon-${name}`);
	svg.append(use);
	return svg;
}

/**
 * Makes the children exactly these, moving only what stands elsewhere. What holds the focus stays where it is and the others move around it: a node that is
 * moved loses the focus, and is read aloud again when it gets it back.
 */
export function arrange(parent: Element, wanted: readonly Element[]): void {
	const keep = new Set(wanted);
	for (const child of [...parent.children]) if (!keep.has(child)) child.remove();
	const held = wanted.findIndex((node) => node.parentElement === parent && node.contains(document.activeElement));
	const from = Math.max(held, 0);
	if (held < 0 && wanted[0] && parent.firstElementChild !== wanted[0]) parent.prepend(wanted[0]);
	for (let at = from - 1; at >= 0; at -= 1) if (wanted[at + 1].previousElementSibling !== wanted[at]) wanted[at + 1].before(wanted[at]);
	for (let at = from + 1; at < wanted.length; at += 1)
		if (wanted[at - 1].nextElementSibling !== wanted[at]) wanted[at - 1].after(wanted[at]);
}
