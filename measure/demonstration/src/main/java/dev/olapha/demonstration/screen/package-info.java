/** What the demonstration writes to standard output: lines, a live line, a table. */
package dev.olapha.demonstration.screen;
