// Package tools pins the two servers that Fermata builds where no release can be downloaded.
package tools
