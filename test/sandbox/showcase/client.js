/** The page of `npm start`: asks its server once a second how everything stands, and shows it. Everything that is shown is text, never markup. */
const CHIPS = ['quanto custa?', 'quero falar com uma pessoa', 'ignore as instruções', 'parem de me mandar mensagem'];
const CLASSES = { hot: 'quente', warm: 'morno', cold: 'frio' };
const MODES = {
	agent: 'O agente responde.',
	human: 'Uma pessoa da equipe tem a conversa.',
	paused: 'Em pausa: o agente fica em silêncio.',
};
const EVERY_MS = 1000;

const at = (id) => document.getElementById(id);
const make = (tag, text = '', className = '') => Object.assign(document.createElement(tag), { textContent: text, className });
const seconds = (ms) => (ms === null ? '–' : `${(ms / 1000).toFixed(1).replace('.', ',')} s`);

let phone = '';
const drawn = new Map();

/** Draws a part again only when it changed: a list that is read stays where it was scrolled to, and what was opened stays open. */
function draw(id, value, nodes) {
	const seen = JSON.stringify(value);
	if (drawn.get(id) === seen) return false;
	drawn.set(id, seen);
	at(id).replaceChildren(...nodes());
	return true;
}

async function ask(path, options) {
	const answer = await fetch(path, options);
	const body = await answer.json();
	if (!answer.ok) throw new Error(body.problem);
	return body;
}

/** Does something and shows what kept it from being done. */
async function tried(work) {
	at('problem').textContent = '';
	try {
		await work();
		await look();
	} catch (error) {
		at('problem').textContent = error.message;
	}
}

const write = (text) => tried(() => ask(`/messages?phone=${phone}`, { method: 'POST', body: text }));

function showPhone({ customers, phone: bubbles, isReal }) {
	draw('customer', customers, () =>
		customers.map(({ phone: value, name, by }) => new Option(`${name} (${by === 'zapi' ? 'Z-API' : 'WhatsApp Cloud'})`, value)),
	);
	at('customer').value = phone;
	const KINDS = { audio: '🎤 áudio', image: '🖼 imagem' };
	if (
		draw('bubbles', [phone, bubbles], () =>
			bubbles.map(({ from, text, kind }) => make('li', [KINDS[kind], text].filter(Boolean).join(': '), from)),
		)
	)
		at('bubbles').scrollTop = at('bubbles').scrollHeight;
	at('said-label').hidden = isReal;
	at('hearing').textContent = isReal
		? ''
		: 'Sem OPENAI_API_KEY responde um modelo de mentira: do áudio ele ouve o nome do arquivo (quero-uma-formadora.ogg), da gravação o que você escrever ao lado.';
}

function showThoughts({ lead, temperature, reason, wantsNoMessages, turns }) {
	const parts = [
		temperature && `Lead ${CLASSES[temperature] ?? temperature}${reason ? `: ${reason}` : ''}`,
		wantsNoMessages && 'Não quer mais mensagens.',
	];
	at('class').textContent = parts.filter(Boolean).join(' ') || (turns.length > 0 ? 'Ainda sem classe.' : 'Ainda não escreveu.');
	draw('lead', lead, () => lead.flatMap(([name, value]) => [make('dt', name), make('dd', value)]));
	draw('turns', turns, () => turns.map(turnOf));
}

function turnOf({ asked, heard, intent, spoke, held, learnt, waitedMs, thoughtMs, repliedMs, tokens, cost, prompt }) {
	const article = make('article');
	const money = Object.entries(cost).map(([currency, amount]) => `${currency} ${amount.toFixed(6).replace('.', ',')}`);
	article.append(
		make('p', `“${asked}”`),
		...heard.map((label) => make('span', label, 'label')),
		make('p', [`Quem falou: ${spoke}`, intent && `assunto para o modelo: ${intent}`].filter(Boolean).join('; ')),
		...(learnt.length > 0 ? [make('p', `Aprendeu: ${learnt.join(', ')}`)] : []),
		...held.map((rules) => make('p', `Segurado pelo filtro: ${rules}`, 'held')),
		make(
			'p',
			`esperou ${seconds(waitedMs)} · pensou ${seconds(thoughtMs)} · respondeu em ${seconds(repliedMs)} · ${tokens} tokens · ${money.join(' + ') || 'sem custo'}`,
			'small',
		),
	);
	if (prompt) {
		const details = make('details');
		details.append(make('summary', 'Instruções do modelo'), make('pre', prompt));
		article.append(details);
	}
	return article;
}

function showTeam({ mode, owner, notices, chatwoot, deal }, links) {
	at('mode').textContent = mode ? [MODES[mode] ?? mode, owner && `(${owner})`].filter(Boolean).join(' ') : '';
	draw('links', links, () =>
		[
			[links.page, 'Página dos atendentes'],
			[links.editor, 'Editor do n8n'],
		]
			.filter(([href]) => href)
			.map(([href, text]) => Object.assign(make('a', text), { href, target: '_blank', rel: 'noreferrer' })),
	);
	draw('notices', notices, () => (notices.length > 0 ? notices : ['Nenhum ainda.']).map((text) => make('li', text)));
	draw('deal', deal, () =>
		deal
			? [make('p', `${deal.title}${deal.stage ? `, em ${deal.stage}` : ''}`), ...deal.notes.map((text) => make('pre', text))]
			: [make('p', 'Nenhuma oportunidade ainda.')],
	);
	draw('chatwoot', chatwoot, () => chatwoot.map(({ from, text }) => make('li', text, from)));
}

async function look() {
	const asked = phone;
	const state = await ask(`/state?phone=${phone || '5549990000001'}`);
	// Somebody else was chosen meanwhile: the next look shows them.
	if (asked !== phone) return;
	phone ||= state.customers[0].phone;
	at('story').textContent = state.story;
	showPhone(state);
	showThoughts(state.thoughts);
	showTeam(state.team, state.links);
}

async function goOn() {
	await look().catch(() => (at('story').textContent = 'A demonstração terminou: npm start foi encerrado.'));
	setTimeout(goOn, EVERY_MS);
}

at('chips').append(...CHIPS.map((text) => Object.assign(make('button', text), { type: 'button', onclick: () => write(text) })));
at('customer').onchange = ({ target }) => {
	phone = target.value;
	void tried(async () => undefined);
};
at('add').onclick = () =>
	tried(async () => {
		({ phone } = await ask('/customers', { method: 'POST' }));
	});
at('form').onsubmit = (event) => {
	event.preventDefault();
	const text = at('text').value.trim();
	at('text').value = '';
	if (text) void write(text);
};
const sendFile = (name, body, type) =>
	ask(`/files?phone=${phone}&name=${encodeURIComponent(name)}`, { method: 'POST', body, headers: { 'content-type': type || 'audio/ogg' } });
for (const id of ['audio', 'picture'])
	at(id).onchange = ({ target }) =>
		tried(async () => {
			const [file] = target.files;
			if (!file) return;
			await sendFile(file.name, file, file.type);
			target.value = '';
		});
void goOn();
