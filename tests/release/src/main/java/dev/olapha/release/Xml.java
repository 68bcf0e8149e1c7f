package dev.olapha.release;

import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An element of a POM or an SBOM, whatever its name space. */
record Xml(Element element) {

    static Xml read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Xml(
                    DocumentBuilderFactory.newDefaultInstance()
                            .newDocumentBuilder()
                            .parse(in)
                            .getDocumentElement());
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(file + " is no XML", e);
        }
    }

    /** The text of the first element under {@code path} (names, parted by slashes) that has one. */
    Optional<String> text(String path) {
        return all(path).stream()
                .map(found -> found.element.getTextContent().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    List<Xml> all(String path) {
        List<Xml> found = List.of(this);
        for (String name : path.split("/")) {
            found = found.stream().flatMap(parent -> parent.children(name).stream()).toList();
        }
        return found;
    }

    private List<Xml> children(String name) {
        final List<Xml> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child && child.getTagName().equals(name)) {
                children.add(new Xml(child));
            }
        }
        return children;
    }
}
