// A reader in Svelte.

import 'pilcrow-reader/define';
import { mount } from 'svelte';
import App from './App.svelte';

mount(App, { target: document.getElementById('root') as HTMLElement });
