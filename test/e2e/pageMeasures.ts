/** Scripts that measure the page where it is shown, from computed styles. Each gives what is wrong, one line each. */

const SHARED = `
	const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && node.getClientRects().length > 0 && !node.closest('.unseen');
	const modal = document.querySelector('dialog[open]');
	const inReach = (node) => shown(node) && (modal === null || modal.contains(node));
	const controls = [...document.querySelectorAll('button, input, select, a[href], [tabindex="0"]')].filter(inReach);
	const nameOf = (node) => node.getAttribute('aria-label') || node.id || node.textContent.slice(0, 40) || node.className;
`;

/** Texts below 4.5 : 1 (3 : 1 where large), borders and icons of controls and focus rings below 3 : 1; what is switched off is excepted, as WCAG does. */
export const FAINT = `(() => {
	${SHARED}
	const parts = (color) => color.match(/[\\d.]+/g).map(Number);
	const luminance = (color) => {
		const [r, g, b] = parts(color).map((value) => value / 255).map((value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ratio = (one, other) => {
		const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
		return (light + 0.05) / (dark + 0.05);
	};
	const solid = (color) => (parts(color)[3] ?? 1) === 1;
	const ground = (node) => {
		for (let at = node; at; at = at.parentElement) if (solid(getComputedStyle(at).backgroundColor)) return getComputedStyle(at).backgroundColor;
		return 'rgb(255, 255, 255)';
	};
	const off = (node) => node.closest(':disabled, [aria-disabled=true]') !== null;
	const faint = [];
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let counted = 0;
	while (texts.nextNode()) {
		const node = texts.currentNode.parentElement;
		if (texts.currentNode.data.trim() === '' || node.closest('script, style') || !inReach(node) || off(node)) continue;
		counted += 1;
		const { color, fontSize, fontWeight } = getComputedStyle(node);
		const large = parseFloat(fontSize) >= 24 || (parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
		const got = ratio(color, ground(node));
		if (got < (large ? 3 : 4.5)) faint.push('text ' + got.toFixed(2) + ': ' + texts.currentNode.data.slice(0, 40));
	}
	if (counted === 0) faint.push('no text was measured');
	for (const node of controls.filter((one) => one.matches('.button, .chip, input, select, #notice-close') && !off(one))) {
		const { borderTopColor, backgroundColor, color } = getComputedStyle(node);
		const behind = ground(node.parentElement);
		const edges = node.id === 'notice-close' ? [color] : [borderTopColor, backgroundColor].filter(solid);
		const got = Math.max(...edges.map((edge) => ratio(edge, behind)));
		if (got < 3) faint.push('control ' + got.toFixed(2) + ': ' + nameOf(node));
	}
	const ring = getComputedStyle(document.documentElement).getPropertyValue('--focus').trim();
	const probe = document.createElement('i');
	probe.style.color = ring;
	document.body.append(probe);
	const ringColor = getComputedStyle(probe).color;
	probe.remove();
	for (const behind of new Set(controls.filter((one) => !one.closest('#notice')).map((one) => ground(one.parentElement))))
		if (ratio(ringColor, behind) < 3) faint.push('focus ring on ' + behind);
	return [...new Set(faint)];
})()`;

/** What is wider than its frame, and controls that stand beside theirs. */
export const WIDER = `(() => {
	${SHARED}
	const frames = [document.documentElement, ...document.querySelectorAll('header, .list, #conversation, #log, #filters, dialog')].filter((node) => node.scrollWidth > node.clientWidth + 1);
	const beside = controls.filter((node) => node.getBoundingClientRect().right > innerWidth || node.scrollWidth > node.clientWidth + 1);
	return [...frames, ...beside].map((node) => 'wider: ' + nameOf(node));
})()`;

/** Controls that a finger misses: below 44 px either way. A card is opened by all of it; a link in a message is text, whose line gives its height. */
export const SMALL = `(() => {
	${SHARED}
	return controls.filter((node) => !node.matches('.message a')).flatMap((node) => {
		const { width, height } = (node.closest('.title') ? node.closest('.card') : node).getBoundingClientRect();
		return width < 44 || height < 44 ? [nameOf(node) + ' ' + width.toFixed(1) + ' x ' + height.toFixed(1)] : [];
	});
})()`;

/** Controls that something else lies on when they are scrolled to and focused. */
export const COVERED = `(() => {
	${SHARED}
	const was = document.activeElement;
	const covered = controls.filter((node) => node.id !== 'log' && !node.matches('.message a')).flatMap((node) => {
		node.focus();
		node.scrollIntoView({ block: 'nearest' });
		const { left, top, width, height } = node.getBoundingClientRect();
		const on = document.elementFromPoint(left + width / 2, top + height / 2);
		return on && node.contains(on) ? [] : [nameOf(node) + ' below ' + (on?.id || on?.className || on?.tagName)];
	});
	was?.focus?.();
	return covered;
})()`;
