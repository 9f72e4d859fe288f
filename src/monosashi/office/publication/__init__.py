"""Publishing from the office: looked at first, proposed by one person, approved by another, carried across in one bundle."""
